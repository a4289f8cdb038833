package dev.leeway.signals.drift;

import dev.leeway.signals.window.Dimensions;
import java.util.function.Supplier;

/** What the parts of a series' monitor share: what they speak of, read from, and state to. */
record SeriesContext(
    SeriesKey key,
    Watch watch,
    DriftConfig config,
    SeriesState state,
    HistoryDoor histories,
    ProcessTally tally,
    Supplier<DeploymentBook> deployments,
    Neighbours neighbours,
    SeasonShelf seasons,
    MonitorOutput output) {

  /**
   * Whether it is tested itself. Kinds of work are only counted, for their agent to be compared by.
   */
  boolean judged() {
    return !key.slice().dimension().equals(Dimensions.WORK);
  }

  /** A version's own slices have no deployments but their first. */
  DeploymentBook book() {
    return key.slice().dimension().equals(Dimensions.VERSION)
        ? new DeploymentBook()
        : deployments.get();
  }
}
