package dev.leeway.telemetry.metric;

import java.util.OptionalDouble;

/** A unit that canonical metrics are stored in, and what others it can be made of. */
public enum MetricUnit {
  SECONDS("s"),
  BYTES("By"),
  RATIO("1"),
  TOKENS("{token}"),
  REQUESTS("{request}"),
  CALLS("{call}"),
  EVENTS("{event}"),
  USD("USD"),
  CELSIUS("Cel"),
  WATTS("W"),
  JOULES("J");

  private final String text;

  MetricUnit(String text) {
    this.text = text;
  }

  /** As it is stored: UCUM, as OpenTelemetry writes units. */
  public String text() {
    return text;
  }

  /**
   * What a value in a unit that somebody wrote is multiplied with; empty for another quantity's.
   */
  public OptionalDouble factorOf(String written) {
    double factor =
        switch (this) {
          case SECONDS -> seconds(written);
          case BYTES -> bytes(written);
          case RATIO -> ratio(written);
          case WATTS -> thousandths(written, "W", "mW");
          case JOULES -> thousandths(written, "J", "mJ");
          case TOKENS, REQUESTS, CALLS, EVENTS, USD, CELSIUS -> written.equals(text) ? 1 : 0;
        };
    return factor == 0 ? OptionalDouble.empty() : OptionalDouble.of(factor);
  }

  private static double seconds(String written) {
    return switch (written) {
      case "s", "sec", "second", "seconds" -> 1;
      case "ms", "millisecond", "milliseconds" -> 1e-3;
      // Two characters look the same: the micro sign and the Greek letter.
      case "us", "\u00b5s", "\u03bcs", "microsecond", "microseconds" -> 1e-6;
      case "ns", "nanosecond", "nanoseconds" -> 1e-9;
      case "min", "minute", "minutes" -> 60;
      default -> 0;
    };
  }

  private static double bytes(String written) {
    return switch (written) {
      case "By", "B", "byte", "bytes" -> 1;
      case "KiBy", "KiB" -> 1 << 10;
      case "MiBy", "MiB" -> 1 << 20;
      case "GiBy", "GiB" -> 1 << 30;
      case "kBy", "kB" -> 1e3;
      case "MBy", "MB" -> 1e6;
      default -> 0;
    };
  }

  private static double ratio(String written) {
    return switch (written) {
      case "1", "ratio" -> 1;
      case "%", "percent" -> 1e-2;
      default -> 0;
    };
  }

  private static double thousandths(String written, String one, String thousandth) {
    return written.equals(one) ? 1 : written.equals(thousandth) ? 1e-3 : 0;
  }
}
