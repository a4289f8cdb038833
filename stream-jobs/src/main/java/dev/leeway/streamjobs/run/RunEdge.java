package dev.leeway.streamjobs.run;

import dev.leeway.signals.catalogue.Answered;
import dev.leeway.signals.rule.LoopHit;
import dev.leeway.signals.window.Observation;
import dev.leeway.streamjobs.edge.AgentFrontier;
import dev.leeway.streamjobs.edge.FoldItem;
import dev.leeway.streamjobs.edge.LedgerDelta;
import dev.leeway.streamjobs.edge.MonitorInput;
import dev.leeway.streamjobs.edge.SpanRecord;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.ledger.LedgerFold;
import java.util.function.LongSupplier;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Where everything leaves run assembly, each to its output, and when the last of it did. */
final class RunEdge implements RunOutput {
  private static final String OWN_TENANT = "__leeway";

  private final Output<StreamRecord<FoldItem>> output;
  private final LongSupplier now;
  private final LedgerFold ledger = new LedgerFold();
  private long emittedMillis = Long.MIN_VALUE;

  RunEdge(Output<StreamRecord<FoldItem>> output, LongSupplier now) {
    this.output = output;
    this.now = now;
  }

  /** When something of a user's last left. */
  long emittedMillis() {
    return emittedMillis;
  }

  @Override
  public void row(StoreRow row) {
    output.collect(AssembleRuns.ROWS, new StreamRecord<>(row));
  }

  @Override
  public void observation(Observation observation) {
    emitted(observation.agent().tenantId());
    output.collect(new StreamRecord<>(FoldItem.of(observation)));
  }

  @Override
  public void answered(Answered answered) {
    output.collect(AssembleRuns.ANSWERS, new StreamRecord<>(answered));
  }

  void frontier(AgentFrontier frontier) {
    output.collect(new StreamRecord<>(FoldItem.of(frontier)));
  }

  void hit(LoopHit hit, long appendMillis) {
    output.collect(
        AssembleRuns.HITS, new StreamRecord<>(MonitorInput.of(LoopFindings.of(hit), appendMillis)));
  }

  /** Accounts for a span that came: news, or seen before. */
  void account(SpanRecord span, boolean news) {
    ledger.add(
        new LedgerDelta(
            span.topic(),
            span.partition(),
            span.offset(),
            span.offset(),
            0,
            news ? 1 : 0,
            news ? 0 : 1,
            0));
    if (news) {
      emitted(span.tenantId());
    }
  }

  void flushLedger() {
    ledger.drain().forEach(delta -> output.collect(AssembleRuns.LEDGER, new StreamRecord<>(delta)));
  }

  private void emitted(String tenantId) {
    if (!tenantId.equals(OWN_TENANT)) {
      emittedMillis = now.getAsLong();
    }
  }
}
