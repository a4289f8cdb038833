package dev.leeway.signals.drift.seasonal;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.Arrays;
import java.util.Optional;

/**
 * D5 where four weeks exist: how far a count or a rate is from the same slot of the last four
 * weeks, and how often it was as far before.
 *
 * <p>With x of a slot and m the median of the same slot in the last four weeks: {@code r = log((x +
 * c) / (m + c))} and {@code p = (1 + #{|r_past| >= |r|}) / (n_past + 1)}, over the residuals of the
 * last eight weeks, or the last 1,500 (conformal prediction; Vovk, Gammerman, Shafer, "Algorithmic
 * Learning in a Random World", 2005). While residuals are exchangeable, P(p &lt;= a) &lt;= a. An
 * alarm at {@code p <= 1/1500} is one in a month of half-hour slots, and cannot come before 1,499
 * residuals are known. Unusual slots stay in the past: what happens again and again is not unusual.
 *
 * <p>At most 8 bytes a slot for twelve weeks: 17 KB for slots of an hour. Not thread-safe.
 */
public final class FourWeekRule {
  /** Where the rule alarms. */
  public static final double LEVEL = 1.0 / 1_500;

  private static final int VERSION = 1;
  private static final int WEEKS = 4;
  private static final int WEEKS_OF_RESIDUALS = 8;

  /** With fewer, slots of an hour could never reach the level. */
  private static final int RESIDUALS_MIN = 1_500;

  private final int slotsPerWeek;
  private final double added;
  private final Ring values;
  private final Ring residuals;

  /**
   * @param slotsPerWeek 168 for slots of an hour
   * @param added c, in the unit of the values, above 0: what small counts may differ by at no
   *     surprise
   */
  public FourWeekRule(int slotsPerWeek, double added) {
    this(slotsPerWeek, added, new Ring(WEEKS * slotsPerWeek), residuals(slotsPerWeek));
  }

  private FourWeekRule(int slotsPerWeek, double added, Ring values, Ring residuals) {
    if (!(slotsPerWeek >= 1 && slotsPerWeek <= 10_080 && added > 0)) {
      throw new IllegalArgumentException(
          "expected 1 to 10,080 slots a week and c above 0, came %d and %s"
              .formatted(slotsPerWeek, added));
    }
    this.slotsPerWeek = slotsPerWeek;
    this.added = added;
    this.values = values;
    this.residuals = residuals;
  }

  private static Ring residuals(int slotsPerWeek) {
    return new Ring(residualsMax(slotsPerWeek));
  }

  private static int residualsMax(int slotsPerWeek) {
    return Math.max(WEEKS_OF_RESIDUALS * slotsPerWeek, RESIDUALS_MIN);
  }

  /**
   * Takes the next slot in.
   *
   * @param value zero or more; NaN for a slot that was not seen
   * @return empty while one of the four weeks, or this slot, was not seen
   */
  public Optional<ConformalVerdict> step(double value) {
    if (!(value >= 0 || Double.isNaN(value)) || value == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("value must be zero or more: " + value);
    }
    Optional<ConformalVerdict> verdict = verdictOf(value, expected());
    values.add(value);
    verdict.ifPresent(judged -> residuals.add(Math.abs(judged.residual())));
    return verdict;
  }

  private Optional<ConformalVerdict> verdictOf(double value, double expected) {
    if (Double.isNaN(value) || Double.isNaN(expected)) {
      return Optional.empty();
    }
    double residual = Math.log((value + added) / (expected + added));
    int asFar = residuals.countFrom(Math.abs(residual));
    double p = (1.0 + asFar) / (residuals.size() + 1);
    return Optional.of(new ConformalVerdict(value, expected, residual, p, residuals.size()));
  }

  /** NaN unless all four weeks are known. */
  private double expected() {
    double[] weeks = new double[WEEKS];
    for (int week = 0; week < WEEKS; week++) {
      weeks[week] = values.ago((week + 1) * slotsPerWeek);
      if (Double.isNaN(weeks[week])) {
        return Double.NaN;
      }
    }
    Arrays.sort(weeks);
    return (weeks[WEEKS / 2 - 1] + weeks[WEEKS / 2]) / 2;
  }

  public byte[] encode() {
    StateWriter writer = new StateWriter(VERSION).number(slotsPerWeek).real(added);
    values.encode(writer);
    residuals.encode(writer);
    return writer.bytes();
  }

  public static FourWeekRule decode(byte[] bytes) {
    StateReader reader = new StateReader(bytes, VERSION);
    int slotsPerWeek = (int) reader.number();
    double added = reader.real();
    Ring values = Ring.decode(reader, WEEKS * slotsPerWeek);
    return new FourWeekRule(
        slotsPerWeek, added, values, Ring.decode(reader, residualsMax(slotsPerWeek)));
  }
}
