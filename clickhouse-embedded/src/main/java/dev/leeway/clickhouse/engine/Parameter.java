package dev.leeway.clickhouse.engine;

/**
 * A value bound to {@code {name:Type}} in a statement, in ClickHouse's escaped text form.
 *
 * @param value as {@code param_<name>} of the HTTP protocol carries it
 */
public record Parameter(String name, String value) {
  public Parameter {
    if (!name.matches("\\w+")) {
      throw new IllegalArgumentException(
          "expected a parameter name of word characters, came: " + name);
    }
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "expected no NUL in the value of parameter " + name + ": write \\0");
    }
  }
}
