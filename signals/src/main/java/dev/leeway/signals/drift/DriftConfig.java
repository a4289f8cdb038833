package dev.leeway.signals.drift;

import java.time.Duration;

/**
 * The settings of drift detection; defaults and reasons are in signals/README.md.
 *
 * @param alpha wanted false alarms per pane of the whole tenant: 5e-4 is one a week of 5-minute
 *     panes
 * @param pane length of a detector's step
 * @param slowPane length of a step for slices with little traffic
 * @param slowBelowRunsPerHour a slice below this rate takes slow panes, and fast ones again from
 *     1.2 times as much
 * @param lateness how far the agent's clock must pass a pane's end before the pane closes
 * @param runsToLearn clean runs within {@code reference} before anything is tested
 * @param reference how far back the reference distribution reaches
 * @param history how long hourly histograms are kept
 * @param baselineRunsMin a previous, yesterday's or last week's slot with fewer runs is not
 *     available. At 200 the baseline's own noise stays below the gate's floor: 16.9 / 200 = 0.085
 * @param epsilon share that a bin may move without being counted as evidence
 * @param margin relative move of a rate that is not counted, once the reference has more than
 *     {@code marginFromRuns}
 * @param gateFloor least effect (PSI, or |log rate ratio|) that may open a finding
 * @param gateFloorUnproven the floor while fewer than {@code gateSlotsMin} past effects are known:
 *     on its first day nobody knows how much a slice's hours differ by themselves
 * @param gateOwnFactor times the 95 % quantile of the slice's own past effects
 * @param gateSlotsMin past effects needed before that quantile counts
 * @param toleranceLevel confidence that the true effect is above half the floor
 * @param panesToOpen panes in a row over the limit with the gate open (one for slow panes)
 * @param panesToClose panes in a row below half the gate
 * @param movedPanes panes over the limit with the gate shut after which the e-process starts again
 * @param noDataAfter a finding closes when no run came for so long (six times that for slow panes)
 * @param updateEvery least time between two updates of a finding
 * @param updateChange relative change of the effect that is worth an update
 * @param reBaselineAfter a finding open for so long becomes the new normal
 * @param historyAfter traffic further behind its append time is history
 * @param ruleQuiet a rule's finding closes when it was not hit for so long
 * @param ruleUpdateEvery least time between two updates of a rule's finding, unless what happens
 *     once came graver or clearly stronger; what holds is told as it comes
 */
public record DriftConfig(
    double alpha,
    Duration pane,
    Duration slowPane,
    double slowBelowRunsPerHour,
    Duration lateness,
    int runsToLearn,
    Duration reference,
    Duration history,
    int baselineRunsMin,
    double epsilon,
    double margin,
    long marginFromRuns,
    double gateFloor,
    double gateFloorUnproven,
    double gateOwnFactor,
    int gateSlotsMin,
    double toleranceLevel,
    int panesToOpen,
    int panesToClose,
    int movedPanes,
    Duration noDataAfter,
    Duration updateEvery,
    double updateChange,
    Duration reBaselineAfter,
    Duration historyAfter,
    Duration ruleQuiet,
    Duration ruleUpdateEvery) {

  public DriftConfig {
    within("alpha", alpha, 1e-9, 0.5);
    if (pane.isZero()
        || pane.isNegative()
        || Duration.ofHours(1).toMillis() % pane.toMillis() != 0) {
      throw new IllegalArgumentException("pane must divide an hour: " + pane);
    }
    if (!slowPane.equals(Duration.ofHours(1))) {
      throw new IllegalArgumentException("slowPane must be one hour: " + slowPane);
    }
    within("slowBelowRunsPerHour", slowBelowRunsPerHour, 0, 1e6);
    notNegative("lateness", lateness);
    within("runsToLearn", runsToLearn, 100, 10_000_000);
    between("reference", reference, Duration.ofHours(1), Duration.ofDays(28));
    between("history", history, reference.plusDays(1), Duration.ofDays(36));
    within("baselineRunsMin", baselineRunsMin, 20, runsToLearn);
    within("epsilon", epsilon, 0, 0.2);
    within("margin", margin, 0, 1);
    within("marginFromRuns", (double) marginFromRuns, 1, 1e15);
    within("gateFloor", gateFloor, 0, 10);
    within("gateFloorUnproven", gateFloorUnproven, gateFloor, 10);
    within("gateOwnFactor", gateOwnFactor, 0, 100);
    within("gateSlotsMin", gateSlotsMin, 1, 10_000);
    within("toleranceLevel", toleranceLevel, 0.5, 0.999999);
    within("panesToOpen", panesToOpen, 1, 12);
    within("panesToClose", panesToClose, 1, 100);
    within("movedPanes", movedPanes, 1, 1_000);
    positive("noDataAfter", noDataAfter);
    positive("updateEvery", updateEvery);
    within("updateChange", updateChange, 0, 10);
    positive("reBaselineAfter", reBaselineAfter);
    positive("historyAfter", historyAfter);
    positive("ruleQuiet", ruleQuiet);
    notNegative("ruleUpdateEvery", ruleUpdateEvery);
  }

  public static DriftConfig defaults() {
    return new DriftConfig(
        5e-4,
        Duration.ofMinutes(5),
        Duration.ofHours(1),
        20,
        Duration.ofSeconds(60),
        2_000,
        Duration.ofDays(7),
        Duration.ofDays(8),
        200,
        0.01,
        0.10,
        100_000,
        0.10,
        0.25,
        1.5,
        12,
        0.99,
        2,
        3,
        12,
        Duration.ofHours(1),
        Duration.ofMinutes(30),
        0.25,
        Duration.ofDays(7),
        Duration.ofHours(2),
        Duration.ofMinutes(10),
        Duration.ofMinutes(1));
  }

  /** The same settings with another false-alarm rate: the one knob that users turn. */
  public DriftConfig withFalseAlarmsPerWeek(double alarms) {
    return with(alarms * pane.toMillis() / Duration.ofDays(7).toMillis(), pane, runsToLearn);
  }

  /** How many false findings a week the tenant's alpha comes to. */
  public double falseAlarmsPerWeek() {
    return alpha * Duration.ofDays(7).toMillis() / pane.toMillis();
  }

  /** The same settings with another rate a pane, other panes, and more or less patience. */
  public DriftConfig with(double newAlpha, Duration newPane, int newRunsToLearn) {
    return new DriftConfig(
        newAlpha,
        newPane,
        slowPane,
        slowBelowRunsPerHour,
        lateness,
        newRunsToLearn,
        reference,
        history,
        baselineRunsMin,
        epsilon,
        margin,
        marginFromRuns,
        gateFloor,
        gateFloorUnproven,
        gateOwnFactor,
        gateSlotsMin,
        toleranceLevel,
        panesToOpen,
        panesToClose,
        movedPanes,
        noDataAfter,
        updateEvery,
        updateChange,
        reBaselineAfter,
        historyAfter,
        ruleQuiet,
        ruleUpdateEvery);
  }

  private static void within(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          name + " must be within [" + least + ", " + most + "]: " + value);
    }
  }

  private static void between(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name + " must be within [" + least + ", " + most + "]: " + value);
    }
  }

  private static void positive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
  }

  private static void notNegative(String name, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative: " + value);
    }
  }
}
