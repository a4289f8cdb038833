package dev.leeway.telemetry.convention;

import java.util.List;

/**
 * The keys that hold a field in one dialect, best first; one that ends in {@code .*} is a prefix.
 */
public record FieldKeys(Field field, Precedence precedence, Unit unit, List<String> keys) {
  public FieldKeys {
    keys = List.copyOf(keys);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no key for " + field);
    }
  }

  static FieldKeys keys(Field field, String... keys) {
    return new FieldKeys(field, Precedence.NORMAL, Unit.NONE, List.of(keys));
  }

  static FieldKeys late(Field field, String... keys) {
    return new FieldKeys(field, Precedence.LATE, Unit.NONE, List.of(keys));
  }

  static FieldKeys time(Field field, Unit unit, String... keys) {
    return new FieldKeys(field, Precedence.NORMAL, unit, List.of(keys));
  }
}
