package dev.leeway.simulator.replay;

import java.io.IOException;
import java.util.stream.Stream;

/** A recording that is read as traces, in the order of their start. */
interface TraceSource {
  /** When the last event of the recording happened, in source time. */
  long lastEventNanos() throws IOException;

  /** All traces, ordered by start; closing the stream closes the files. */
  Stream<RecordedTrace> traces() throws IOException;
}
