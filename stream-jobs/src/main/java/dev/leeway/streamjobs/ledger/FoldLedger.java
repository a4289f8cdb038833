package dev.leeway.streamjobs.ledger;

import dev.leeway.streamjobs.edge.LedgerDelta;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.store.StoreRows;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * One ledger row per partition and checkpoint. Both ends of the job tell their deltas before the
 * barrier, so each row satisfies decoded = stored + deduplicated by itself.
 */
public final class FoldLedger extends AbstractStreamOperator<StoreRow>
    implements OneInputStreamOperator<LedgerDelta, StoreRow> {
  private static final long serialVersionUID = 1L;

  // Made in open(), where Flink runs it: an operator travels there without it.
  @SuppressWarnings("NullAway.Init")
  private transient LedgerFold fold;

  @Override
  public void open() throws Exception {
    super.open();
    fold = new LedgerFold();
  }

  @Override
  public void processElement(StreamRecord<LedgerDelta> element) {
    fold.add(element.getValue());
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    fold.drain().forEach(delta -> output.collect(new StreamRecord<>(StoreRows.ledger(delta, now))));
  }
}
