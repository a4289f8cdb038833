package dev.leeway.signals.catalogue;

import java.util.Set;

/**
 * What is known of a signal everywhere: in windows, detectors, charts, findings and documents.
 *
 * @param name as stored and asked for, such as {@code run.duration}; never changes
 * @param about what people read of it
 * @param goodCategories of a categorical signal, the answers that count as good; empty for numeric
 *     ones, and where no answer is better than another
 * @param detections empty where nothing judges it
 * @param scope who says it
 */
public record Signal(
    String name,
    About about,
    Unit unit,
    Direction direction,
    Set<String> goodCategories,
    Set<Detection> detections,
    Scope scope,
    Kept kept) {

  public Signal {
    if (!name.matches("[a-z_]+(\\.[a-z_]+)+")) {
      throw new IllegalArgumentException("signal name must look like run.duration: " + name);
    }
    goodCategories = Set.copyOf(goodCategories);
    detections = Set.copyOf(detections);
    if (detections.contains(Detection.RATE) && goodCategories.isEmpty()) {
      throw new IllegalArgumentException("a rate needs good categories: " + name);
    }
  }

  /**
   * A numeric signal that only the whole agent keeps a distribution of, and that nothing judges.
   */
  public static Signal numeric(String name, String displayName, Unit unit, Scope scope) {
    return new Signal(
        name,
        About.named(displayName),
        unit,
        Direction.EITHER_WAY,
        Set.of(),
        Set.of(),
        scope,
        Kept.WHOLE_AGENT);
  }

  /** A categorical signal of runs that nothing judges; its categories are kept per dimension. */
  public static Signal categorical(String name, String displayName, Set<String> goodCategories) {
    return new Signal(
        name,
        About.named(displayName),
        Unit.NONE,
        Direction.HIGHER_IS_WORSE,
        goodCategories,
        Set.of(),
        Scope.RUN,
        new Kept(true, false, false, false, false, false, false));
  }

  /**
   * What it means, for the glossary.
   *
   * @param meaning one or two sentences: definition, when it is absent, what moves it
   * @param failures the ways of failing that it shows
   */
  public Signal means(String meaning, FailureMode... failures) {
    return new Signal(
        name,
        new About(about.displayName, meaning, Set.of(failures)),
        unit,
        direction,
        goodCategories,
        detections,
        scope,
        kept);
  }

  public Signal worse(Direction worse) {
    return new Signal(name, about, unit, worse, goodCategories, detections, scope, kept);
  }

  public Signal judgedBy(Detection... by) {
    return new Signal(name, about, unit, direction, goodCategories, Set.of(by), scope, kept);
  }

  public Signal of(Scope whose) {
    return new Signal(name, about, unit, direction, goodCategories, detections, whose, kept);
  }

  public Signal distributedPerDimension() {
    return with(
        new Kept(
            true,
            kept.perTool,
            kept.perSource,
            kept.perCohort,
            kept.perField,
            kept.perWork,
            kept.perDependency));
  }

  public Signal keptPerTool() {
    return with(
        new Kept(
            kept.distributed,
            true,
            kept.perSource,
            kept.perCohort,
            kept.perField,
            kept.perWork,
            false));
  }

  /** Said of each data source that the run used. */
  public Signal keptPerSource() {
    return with(
        new Kept(
            kept.distributed,
            kept.perTool,
            true,
            kept.perCohort,
            kept.perField,
            kept.perWork,
            false));
  }

  /** Replicas are compared by it. */
  public Signal keptPerCohort() {
    return with(
        new Kept(
            kept.distributed,
            kept.perTool,
            kept.perSource,
            true,
            kept.perField,
            kept.perWork,
            kept.perDependency));
  }

  /** It is judged against what was usual for the same kind of work. */
  public Signal keptPerWork() {
    return with(
        new Kept(
            kept.distributed,
            kept.perTool,
            kept.perSource,
            kept.perCohort,
            kept.perField,
            true,
            kept.perDependency));
  }

  /** Each field of a JSON answer says it for itself, and nobody else keeps it. */
  public Signal keptPerField() {
    return with(new Kept(true, false, false, false, true, false, false));
  }

  /** Each provider, model, tool and data source says it for itself, not for its runs. */
  public Signal keptPerDependency() {
    return with(
        new Kept(kept.distributed, false, false, kept.perCohort, false, kept.perWork, true));
  }

  /** For people, in sentence case. */
  public String displayName() {
    return about.displayName;
  }

  public boolean categorical() {
    return unit == Unit.NONE;
  }

  public boolean isJudgedBy(Detection detection) {
    return detections.contains(detection);
  }

  private Signal with(Kept otherKept) {
    return new Signal(name, about, unit, direction, goodCategories, detections, scope, otherKept);
  }

  /** Who says a signal. */
  public enum Scope {
    /** At the close of a run, in the minute of its end. */
    RUN,
    /** At the arrival of a span, in the minute of its end. */
    SPAN,
    /** At the arrival of a metric point of a model server or GPU, in the minute of its time. */
    POINT,
    /** When a data source is updated or used, in the minute of that. */
    SOURCE,
    /** All runs of an agent together: it is read from windows of other signals. */
    AGENT,
    /** When an evaluator or a user has judged a run, in the minute of that. */
    SCORE
  }

  /**
   * What people read of a signal.
   *
   * @param displayName in sentence case
   * @param meaning definition, absence and what moves it, in a sentence or two
   * @param failures the ways of failing that it shows
   */
  public record About(String displayName, String meaning, Set<FailureMode> failures) {
    public About {
      failures = Set.copyOf(failures);
    }

    static About named(String displayName) {
      return new About(displayName, "", Set.of());
    }
  }

  /**
   * What windows keep of a signal.
   *
   * @param distributed whether slices of a further dimension keep its distribution by default, or
   *     only count and sum
   * @param perTool whether it is kept for each tool that the run used
   * @param perSource whether what a run says is kept for each data source that it used; what spans,
   *     sources and evaluators say of a source always is
   * @param perCohort whether it is kept for each replica on each version and route
   * @param perField whether it is kept for each field of answers, and nowhere else
   * @param perWork whether it is kept for each kind of work
   * @param perDependency whether each dependency of a run says it for itself
   */
  public record Kept(
      boolean distributed,
      boolean perTool,
      boolean perSource,
      boolean perCohort,
      boolean perField,
      boolean perWork,
      boolean perDependency) {
    static final Kept WHOLE_AGENT = new Kept(false, false, false, false, false, false, false);
  }
}
