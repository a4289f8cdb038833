package dev.leeway.webui.source;

import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.webui.words.Outcomes;
import java.util.List;
import java.util.function.Function;

/**
 * How an agent's runs went that used a source: what was grounded worse, failed or took longer with
 * one source than with another. Numbers are NaN where no run says them.
 *
 * @param slice of the agent, by the source
 * @param failedShare share of the runs without success
 * @param grounding mean grounding score
 * @param unsupportedShare share of the judged runs with an unsupported claim
 * @param emptyShare mean share of retrievals that brought nothing
 */
record SourceRuns(
    Slice slice,
    long runs,
    double failedShare,
    double durationMillisP50,
    double durationMillisP95,
    double grounding,
    double unsupportedShare,
    double emptyShare) {
  static final String RUNS = "run.count";
  private static final String OUTCOMES = "run.outcome";
  private static final String DURATION = "run.duration";
  private static final String GROUNDING = "grounding.score";
  private static final String UNSUPPORTED = "grounding.unsupported";
  private static final String EMPTY = "retrieval.empty";

  /** What is read of each slice. */
  static final List<String> SIGNALS =
      List.of(RUNS, OUTCOMES, DURATION, GROUNDING, UNSUPPORTED, EMPTY);

  /** From the values of each signal; {@link SignalValues#EMPTY} where there are none. */
  static SourceRuns of(Slice slice, Function<String, SignalValues> values) {
    SignalValues unsupported = values.apply(UNSUPPORTED);
    SignalValues durations = values.apply(DURATION);
    return new SourceRuns(
        slice,
        values.apply(RUNS).count(),
        Outcomes.failedShare(values.apply(OUTCOMES)),
        durations.quantile(0.5),
        durations.quantile(0.95),
        values.apply(GROUNDING).mean(),
        unsupported.isEmpty() ? Double.NaN : unsupported.share("SOME"),
        values.apply(EMPTY).mean());
  }

  String source() {
    return slice.value();
  }
}
