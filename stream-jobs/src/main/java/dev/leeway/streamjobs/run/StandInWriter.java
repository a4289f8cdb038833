package dev.leeway.streamjobs.run;

import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.run.SpanSupplements;
import dev.leeway.signals.window.Observation;
import dev.leeway.storage.lookup.StoredTrace;
import dev.leeway.streamjobs.store.StoreRows;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes calls that only log records tell of as events of their own, once the runs of their trace
 * are written, and takes back what such an event said when its span comes later still. Not
 * thread-safe.
 */
final class StandInWriter {
  private final SignalCatalogue catalogue;
  private final AgentClocks clocks;
  private final RunOutput out;
  private final RunCounters counters;

  StandInWriter(
      SignalCatalogue catalogue, AgentClocks clocks, RunOutput out, RunCounters counters) {
    this.catalogue = catalogue;
    this.clocks = clocks;
    this.out = out;
    this.counters = counters;
  }

  /** Writes what the stand-ins that are there already don't say. */
  void write(StoredTrace trace, long inputMillis) {
    if (!SpanSupplements.among(trace.events())) {
      return;
    }
    SpanSupplements supplements = SpanSupplements.of(trace.events());
    Set<Long> written = new HashSet<>();
    trace.standIns().forEach(row -> written.add(row.spanId()));
    for (SpanSupplements.StandIn standIn : supplements.standIns()) {
      // Its first supplement may have come after the others.
      if (Collections.disjoint(written, standIn.supplementIds())) {
        write(standIn.event(), inputMillis);
      }
    }
    for (AgentEvent row : trace.standIns()) {
      boolean counted = !trace.takenBack().contains(row.spanId());
      if (counted && supplements.described().contains(row.spanId())) {
        takeBack(row);
      }
    }
  }

  private void write(AgentEvent event, long inputMillis) {
    clocks.met(event, inputMillis);
    out.row(StoreRows.event(event));
    catalogue.observationOf(event).ifPresent(out::observation);
    counters.standIn();
  }

  private void takeBack(AgentEvent row) {
    int flags = row.flags() | EventFlag.TAKEN_BACK.bit();
    out.row(StoreRows.supplement(row.placed(row.spanId(), row.parentSpanId(), flags)));
    catalogue.observationOf(row).map(Observation::retracted).ifPresent(out::observation);
    counters.standInTakenBack();
  }
}
