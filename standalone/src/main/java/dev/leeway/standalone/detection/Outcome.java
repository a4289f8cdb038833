package dev.leeway.standalone.detection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What an experiment measured.
 *
 * @param part of the drift specification's part C
 * @param title what was measured, in a line
 * @param rows a line per detector or rule
 * @param claims what the specification asks of ours
 */
record Outcome(String part, String title, List<Row> rows, List<Claim> claims) {
  Outcome {
    rows = List.copyOf(rows);
    claims = List.copyOf(claims);
  }

  boolean holds() {
    return claims.stream().allMatch(Claim::holds);
  }

  /**
   * One detector's numbers by name, in the order of the columns; NaN where nothing happened that
   * could be counted.
   */
  record Row(String detector, SequencedMap<String, Double> numbers) {
    static Row of(String detector) {
      return new Row(detector, new LinkedHashMap<>());
    }

    Row with(String name, double number) {
      SequencedMap<String, Double> more = new LinkedHashMap<>(numbers);
      more.put(name, number);
      return new Row(detector, more);
    }

    double number(String name) {
      Double number = numbers.get(name);
      if (number == null) {
        throw new IllegalArgumentException("no number %s among %s".formatted(name, numbers));
      }
      return number;
    }
  }

  /**
   * A number that the specification bounds; a bound that is infinite does not bound.
   *
   * @param from least value that is asked for
   * @param to greatest value that is asked for
   */
  record Claim(String what, double value, double from, double to) {
    static Claim atMost(String what, double value, double to) {
      return new Claim(what, value, Double.NEGATIVE_INFINITY, to);
    }

    static Claim atLeast(String what, double value, double from) {
      return new Claim(what, value, from, Double.POSITIVE_INFINITY);
    }

    boolean holds() {
      return value >= from && value <= to;
    }

    Map<String, Double> bounds() {
      Map<String, Double> bounds = new LinkedHashMap<>();
      if (from != Double.NEGATIVE_INFINITY) {
        bounds.put("from", from);
      }
      if (to != Double.POSITIVE_INFINITY) {
        bounds.put("to", to);
      }
      return bounds;
    }
  }
}
