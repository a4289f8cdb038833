package dev.leeway.webui.run;

import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.run.Run;
import java.util.List;

/**
 * What a run's page shows.
 *
 * @param runs of the trace, outermost first; empty while none is stored
 */
record TracePage(TraceId traceId, List<Run> runs, SpanTree spans) {
  TracePage {
    runs = List.copyOf(runs);
  }
}
