package dev.leeway.signals.drift.seasonal;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.Arrays;
import java.util.Optional;

/**
 * D5 where four weeks exist: how far a count, a rate or a level is from the same slot of the last
 * four weeks, and how often it was as far before.
 *
 * <p>With x of a slot and m the median of the same slot in the last four weeks: the residual {@code
 * r = log((x + c) / (m + c))}, its score {@code s = |r| / sqrt(0.05² + noise²)}, and {@code p = (1
 * + #{s_past >= s}) / (n_past + 1)}, over the scores of the last eight weeks, or the last 1,500
 * (conformal prediction; Vovk, Gammerman, Shafer, "Algorithmic Learning in a Random World", 2005).
 * The division, which changes nothing where the noise is always the same, makes slots of few and of
 * many runs comparable (normalised nonconformity scores: Papadopoulos, Gammerman, Vovk, AIA 2008);
 * 0.05 is what slots of any size differ by. While scores are exchangeable, P(p &lt;= a) &lt;= a. An
 * alarm at {@code p <= 1/1500} is one in a month of half-hour slots, and cannot come before 1,499
 * scores are known. Unusual slots stay in the past: what happens again and again is not unusual.
 *
 * <p>About 9 KB for slots of an hour, 4 bytes a slot and score. Not thread-safe.
 */
public final class FourWeekRule {
  /** Where the rule alarms by itself. */
  public static final double LEVEL = 1.0 / 1_500;

  private static final double USUAL = 0.05;
  private static final int WEEKS = 4;
  private static final int WEEKS_OF_SCORES = 8;

  /** With fewer, slots of an hour could never reach the level. */
  private static final int SCORES_MIN = 1_500;

  private final int slotsPerWeek;
  private final Ring values;
  private final Ring scores;

  /**
   * Nothing was seen yet.
   *
   * @param slotsPerWeek 168 for slots of an hour
   */
  public FourWeekRule(int slotsPerWeek) {
    if (!(slotsPerWeek >= 1 && slotsPerWeek <= 10_080)) {
      throw new IllegalArgumentException("expected 1 to 10,080 slots a week, came " + slotsPerWeek);
    }
    this.slotsPerWeek = slotsPerWeek;
    this.values = new Ring(WEEKS * slotsPerWeek);
    this.scores = new Ring(Math.max(WEEKS_OF_SCORES * slotsPerWeek, SCORES_MIN));
  }

  /**
   * Takes the next slot in.
   *
   * @return empty while one of the four weeks, or this slot, was not seen
   */
  public Optional<ConformalVerdict> step(SlotValue slot) {
    double expected = expected();
    values.add((float) slot.value());
    if (Double.isNaN(slot.value()) || Double.isNaN(expected)) {
      return Optional.empty();
    }
    double residual = slot.residual(expected);
    float score = (float) (Math.abs(residual) / Math.hypot(USUAL, slot.noise(expected)));
    double p = (1.0 + scores.countFrom(score)) / (scores.size() + 1);
    int past = scores.size();
    scores.add(score);
    return Optional.of(new ConformalVerdict(slot.value(), expected, residual, p, past));
  }

  /** Slots in four weeks: after so many that were not seen, nothing is known any more. */
  public int slotsKept() {
    return WEEKS * slotsPerWeek;
  }

  /** Scores that are known so far. */
  public int past() {
    return scores.size();
  }

  /** What the next slot should have; NaN unless it is known of all four weeks. */
  public double expected() {
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

  public void encode(StateWriter writer) {
    writer.number(slotsPerWeek);
    values.encode(writer);
    scores.encode(writer);
  }

  public static FourWeekRule decode(StateReader reader) {
    FourWeekRule rule = new FourWeekRule((int) reader.number());
    rule.values.fill(reader);
    rule.scores.fill(reader);
    return rule;
  }
}
