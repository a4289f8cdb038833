package dev.leeway.signals.drift;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.drift.seasonal.ConformalVerdict;

/**
 * Sums what the hours since the onset were and what the four weeks before let expect of them. Not
 * thread-safe.
 */
final class Excursion {
  private int hours;
  private long runs;
  private double weight;
  private double values;
  private double expected;
  private double residuals;
  private double leastP = 1;

  /**
   * Adds an hour.
   *
   * @param hourRuns runs of it
   * @param hourWeight how much its value weighs in the mean of values
   */
  void add(ConformalVerdict verdict, long hourRuns, double hourWeight) {
    hours++;
    runs += hourRuns;
    weight += hourWeight;
    values += hourWeight * verdict.value();
    expected += hourWeight * verdict.expected();
    residuals += verdict.residual();
    leastP = Math.min(leastP, verdict.p());
  }

  int hours() {
    return hours;
  }

  long runs() {
    return runs;
  }

  /** Mean of the values. */
  double value() {
    return values / weight;
  }

  /** Mean of what was expected. */
  double expected() {
    return expected / weight;
  }

  /** Mean log ratio to what was expected: near zero where hours are off to both sides. */
  double shift() {
    return residuals / hours;
  }

  double leastP() {
    return leastP;
  }

  void encode(StateWriter writer) {
    writer.number(hours).number(runs).real(weight).real(values).real(expected);
    writer.real(residuals).real(leastP);
  }

  static Excursion decode(StateReader reader) {
    Excursion excursion = new Excursion();
    excursion.hours = (int) reader.number();
    excursion.runs = reader.number();
    excursion.weight = reader.real();
    excursion.values = reader.real();
    excursion.expected = reader.real();
    excursion.residuals = reader.real();
    excursion.leastP = reader.real();
    return excursion;
  }
}
