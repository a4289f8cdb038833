package dev.leeway.clickhouse.engine;

/** ClickHouse's error codes that the front itself answers with. */
public enum ErrorCode {
  BAD_ARGUMENTS(36),
  NOT_IMPLEMENTED(48),
  SYNTAX_ERROR(62),
  QUERY_IS_TOO_LARGE(223),
  READONLY(164),
  TOO_MANY_SIMULTANEOUS_QUERIES(202),
  CANNOT_READ_ALL_DATA(33),
  AUTHENTICATION_FAILED(516);

  private final int number;

  ErrorCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
