package dev.leeway.telemetry.convention;

import java.util.List;

/**
 * The keys that hold a field in one dialect, best first.
 *
 * <p>One that ends in {@code .*} is a prefix; {@code key#a.b} is the scalar, or the JSON, at {@code
 * a.b} of the JSON object that the key holds; a last name {@code *part*} there is the sum of the
 * numbers whose names contain the part.
 */
public record FieldKeys(
    Field field, Precedence precedence, Reach reach, Unit unit, List<String> keys) {
  /** On which spans the keys are believed. */
  public enum Reach {
    ANY_SPAN,
    /** Only where a sign of the dialect was seen: a bare {@code model} may mean a car elsewhere. */
    OWN_SPANS
  }

  public FieldKeys {
    keys = List.copyOf(keys);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no key for " + field);
    }
  }

  static FieldKeys keys(Field field, String... keys) {
    return new FieldKeys(field, Precedence.NORMAL, Reach.ANY_SPAN, Unit.NONE, List.of(keys));
  }

  static FieldKeys late(Field field, String... keys) {
    return new FieldKeys(field, Precedence.LATE, Reach.ANY_SPAN, Unit.NONE, List.of(keys));
  }

  static FieldKeys time(Field field, Unit unit, String... keys) {
    return new FieldKeys(field, Precedence.NORMAL, Reach.ANY_SPAN, unit, List.of(keys));
  }

  static FieldKeys first(Field field, String... keys) {
    return new FieldKeys(field, Precedence.FIRST, Reach.ANY_SPAN, Unit.NONE, List.of(keys));
  }

  static FieldKeys own(Field field, String... keys) {
    return new FieldKeys(field, Precedence.LATE, Reach.OWN_SPANS, Unit.NONE, List.of(keys));
  }

  static FieldKeys ownFirst(Field field, String... keys) {
    return new FieldKeys(field, Precedence.FIRST, Reach.OWN_SPANS, Unit.NONE, List.of(keys));
  }

  static FieldKeys ownTime(Field field, Unit unit, String... keys) {
    return new FieldKeys(field, Precedence.LATE, Reach.OWN_SPANS, unit, List.of(keys));
  }
}
