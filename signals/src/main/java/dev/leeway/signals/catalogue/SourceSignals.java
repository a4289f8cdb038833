package dev.leeway.signals.catalogue;

import java.util.List;
import java.util.Set;

/** The signals that a data source says, not a run or a span: each in the source's own slice. */
public final class SourceSignals {
  public static final String LAG = "source.lag";
  public static final String INTERVAL = "source.interval";
  public static final String VOLUME = "source.volume";
  public static final String NULLS = "source.nulls";
  public static final String ANSWERS = "answers.stale";

  /** What {@link #ANSWERS} counts: an answer from data as promised, and one from older data. */
  public static final String FRESH = "FRESH";

  public static final String STALE = "STALE";

  /** The rule that tells what is wrong with a source, and which answers that reached. */
  public static final String DETECTOR = "rule.source";

  static final List<Signal> ALL =
      List.of(
          Signal.numeric(INTERVAL, "Between updates", Unit.SECONDS, Signal.Scope.SOURCE)
              .worse(Direction.HIGHER_IS_WORSE)
              .judgedBy(Detection.RULE, Detection.DISTRIBUTION)
              .distributedPerDimension()
              .means(
                  "Time between an update of a data source and the one before. A rule tells when "
                      + "the next one is overdue: by the owner's promise, else by the learned "
                      + "interval.",
                  FailureMode.STALE_DATA),
          Signal.numeric(VOLUME, "Rows of an update", Unit.ROWS, Signal.Scope.SOURCE)
              .worse(Direction.EITHER_WAY)
              .judgedBy(Detection.RULE, Detection.DISTRIBUTION)
              .distributedPerDimension()
              .means(
                  "Rows that an update of a data source brought. A rule tells of one that is far "
                      + "from the updates before. Absent where the pipeline doesn't count them.",
                  FailureMode.STALE_DATA),
          Signal.numeric(NULLS, "Null share of an update", Unit.SHARE, Signal.Scope.SOURCE)
              .worse(Direction.HIGHER_IS_WORSE)
              .judgedBy(Detection.RULE, Detection.DISTRIBUTION)
              .distributedPerDimension()
              .means(
                  "Share of nulls in the measured columns of an update of a data source. A rule "
                      + "tells of one that is far above the updates before. Absent where nobody "
                      + "measures it.",
                  FailureMode.STALE_DATA),
          Signal.categorical(ANSWERS, "Answers from stale data", Set.of(FRESH))
              .of(Signal.Scope.SOURCE)
              .judgedBy(Detection.BUDGET, Detection.RATE)
              .means(
                  "Runs that used a data source while it was stale, by the owner's promise or the "
                      + "source's own rhythm; one for each source that a run used. A finding about "
                      + "the source counts them, its page lists them. Absent while it is not known "
                      + "how fresh the source is.",
                  FailureMode.STALE_DATA,
                  FailureMode.WRONG_ANSWERS));

  private SourceSignals() {}

  /** The unit that values of one of them are in. */
  public static Unit unitOf(String signal) {
    return ALL.stream()
        .filter(known -> known.name().equals(signal))
        .findFirst()
        .map(Signal::unit)
        .orElse(Unit.SECONDS);
  }
}
