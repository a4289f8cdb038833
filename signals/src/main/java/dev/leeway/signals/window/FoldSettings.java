package dev.leeway.signals.window;

import java.util.Set;

/**
 * What {@link WindowFold} keeps, and how much.
 *
 * @param distributed numeric signals that slices of a further dimension keep distributions of; of
 *     the others they keep count and sum
 * @param perTool signals that are kept per tool
 * @param perSource signals that are kept per data source
 * @param perCohort signals that are kept, distributions too, per {@link Cohort}
 * @param perField signals that are kept, distributions too, per {@link Dimensions#FIELD}, and
 *     nowhere else
 * @param perWork signals that are kept, distributions too, per {@link Work}
 * @param perDependency signals that slices of providers, models and tools say themselves, so that
 *     those of a whole run are not kept there
 * @param slicesPerTenantMax active slices of one tenant; the least active beyond go to {@link
 *     Dimensions#OTHER}
 * @param halfLifeDrains after so many drains what was seen of a slice counts half
 * @param bytesMax of open windows at which the fold asks to be drained
 */
public record FoldSettings(
    Set<String> distributed,
    Set<String> perTool,
    Set<String> perSource,
    Set<String> perCohort,
    Set<String> perField,
    Set<String> perWork,
    Set<String> perDependency,
    int slicesPerTenantMax,
    int halfLifeDrains,
    long bytesMax) {

  public FoldSettings {
    distributed = Set.copyOf(distributed);
    perTool = Set.copyOf(perTool);
    perSource = Set.copyOf(perSource);
    perCohort = Set.copyOf(perCohort);
    perField = Set.copyOf(perField);
    perWork = Set.copyOf(perWork);
    perDependency = Set.copyOf(perDependency);
    if (slicesPerTenantMax < 1) {
      throw new IllegalArgumentException(
          "slices per tenant must be at least 1: " + slicesPerTenantMax);
    }
    if (halfLifeDrains < 1) {
      throw new IllegalArgumentException("half-life must be at least 1 drain: " + halfLifeDrains);
    }
    if (bytesMax < 1) {
      throw new IllegalArgumentException("bytes must be at least 1: " + bytesMax);
    }
  }

  /** The share of one of so many folds that work side by side. */
  public FoldSettings sharedBy(int folds) {
    return new FoldSettings(
        distributed,
        perTool,
        perSource,
        perCohort,
        perField,
        perWork,
        perDependency,
        slicesPerTenantMax,
        halfLifeDrains,
        bytesMax / folds);
  }

  /** The bounds of design section 2: 5,000 slices, 128 MiB; half an hour of drains every 2 s. */
  public static FoldSettings of(Set<String> distributed, Set<String> perTool) {
    return of(distributed, perTool, Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
  }

  /**
   * Likewise, with what runs say of their data sources, what replicas are compared by, what fields
   * of answers say, what is compared for the same work, and what dependencies say.
   */
  public static FoldSettings of(
      Set<String> distributed,
      Set<String> perTool,
      Set<String> perSource,
      Set<String> perCohort,
      Set<String> perField,
      Set<String> perWork,
      Set<String> perDependency) {
    return new FoldSettings(
        distributed,
        perTool,
        perSource,
        perCohort,
        perField,
        perWork,
        perDependency,
        5_000,
        900,
        128L << 20);
  }

  /** Whether slices of that dimension keep a signal of the whole agent's at all. */
  boolean keeps(String dimension, String signal) {
    return switch (dimension) {
      case Dimensions.TOOL -> perTool.contains(signal);
      case Dimensions.DATA_SOURCE -> perSource.contains(signal);
      case Dimensions.COHORT -> perCohort.contains(signal);
      case Dimensions.FIELD -> perField.contains(signal);
      case Dimensions.WORK -> perWork.contains(signal);
      case Dimensions.PROVIDER, Dimensions.MODEL ->
          !perField.contains(signal) && !perDependency.contains(signal);
      default -> !perField.contains(signal);
    };
  }

  /** Whether slices of that dimension, empty for the whole agent, keep its distribution. */
  boolean distributes(String dimension, String signal) {
    return dimension.isEmpty()
        || dimension.equals(Dimensions.COHORT)
        || dimension.equals(Dimensions.FIELD)
        || dimension.equals(Dimensions.WORK)
        || distributed.contains(signal);
  }
}
