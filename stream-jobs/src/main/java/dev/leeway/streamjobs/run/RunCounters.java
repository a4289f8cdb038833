package dev.leeway.streamjobs.run;

import dev.leeway.streamjobs.text.SpanTexts;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * What run assembly counts: spans stored + spans deduplicated = spans and supplements that came.
 */
final class RunCounters {
  private final MetricGroup metrics;
  private final Counter stored;
  private final Counter deduplicated;
  private final Counter closed;
  private final Counter openRows;
  private final Counter openRowsDeferred;
  private final Counter late;
  private final Counter rebuilt;
  private final Counter corrected;
  private final Counter checked;
  private final Counter idsForgotten;
  private final Counter loopHits;
  private final Counter supplements;
  private final Counter standIns;
  private final Counter standInsTakenBack;
  private final Counter spilled;
  private final Counter textsReadAgain;
  private final Counter textsGone;

  RunCounters(MetricGroup metrics) {
    this.metrics = metrics;
    stored = metrics.counter("leeway.run.spans.stored");
    deduplicated = metrics.counter("leeway.run.spans.deduplicated");
    closed = metrics.counter("leeway.run.traces.closed");
    openRows = metrics.counter("leeway.run.open_rows");
    openRowsDeferred = metrics.counter("leeway.run.open_rows.deferred");
    late = metrics.counter("leeway.run.spans.late");
    rebuilt = metrics.counter("leeway.run.traces.rebuilt");
    corrected = metrics.counter("leeway.run.traces.corrected");
    checked = metrics.counter("leeway.run.traces.checked");
    idsForgotten = metrics.counter("leeway.run.spans.unremembered");
    loopHits = metrics.counter("leeway.run.loop_hits");
    supplements = metrics.counter("leeway.run.supplements");
    standIns = metrics.counter("leeway.run.stand_ins");
    standInsTakenBack = metrics.counter("leeway.run.stand_ins.taken_back");
    spilled = metrics.counter("leeway.run.traces.spilled");
    textsReadAgain = metrics.counter("leeway.run.grounding.read_again");
    textsGone = metrics.counter("leeway.run.grounding.texts_gone");
  }

  /** A reader of stored texts, which counts by itself. */
  SpanTexts texts() {
    return new SpanTexts(metrics, "leeway.run.grounding");
  }

  void gauge(String name, LongSupplier value) {
    metrics.gauge(name, (Gauge<Long>) value::getAsLong);
  }

  void spilled() {
    spilled.inc();
  }

  void stored() {
    stored.inc();
  }

  void deduplicated() {
    deduplicated.inc();
  }

  void closed() {
    closed.inc();
  }

  void openRow() {
    openRows.inc();
  }

  void openRowDeferred() {
    openRowsDeferred.inc();
  }

  void late() {
    late.inc();
  }

  void rebuilt(boolean corrections) {
    rebuilt.inc();
    if (corrections) {
      corrected.inc();
    }
  }

  void checked(int traces) {
    checked.inc(traces);
  }

  void idForgotten() {
    idsForgotten.inc();
  }

  void supplement() {
    supplements.inc();
  }

  void standIn() {
    standIns.inc();
  }

  void standInTakenBack() {
    standInsTakenBack.inc();
  }

  /** Several runs in a trace whose texts were not kept apart. */
  void textsReadAgain() {
    textsReadAgain.inc();
  }

  /** A trace that was rebuilt without all of its texts, and keeps what was said of them. */
  void textsGone() {
    textsGone.inc();
  }

  void loopHit() {
    loopHits.inc();
  }
}
