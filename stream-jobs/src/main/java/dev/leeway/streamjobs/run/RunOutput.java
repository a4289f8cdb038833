package dev.leeway.streamjobs.run;

import dev.leeway.signals.catalogue.Answered;
import dev.leeway.signals.window.Observation;
import dev.leeway.streamjobs.edge.StoreRow;

/** Receives what traces give. */
interface RunOutput {
  void row(StoreRow row);

  void observation(Observation observation);

  /** What a run answered that is over now; once of each run. */
  void answered(Answered answered);
}
