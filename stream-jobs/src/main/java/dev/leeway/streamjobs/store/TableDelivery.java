package dev.leeway.streamjobs.store;

import dev.leeway.storage.StorageException;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.insert.BlockInserter;
import dev.leeway.storage.row.EncodedBlock;
import dev.leeway.storage.row.InsertTarget;
import dev.leeway.streamjobs.sink.Block;
import dev.leeway.streamjobs.sink.BlockDelivery;
import dev.leeway.streamjobs.sink.DeliveryException;

/** Inserts blocks into ClickHouse, each under its token. */
final class TableDelivery implements BlockDelivery {
  private final ClickHouseClient clickHouse;
  private final BlockInserter inserter;

  TableDelivery(ClickHouseClient clickHouse) {
    this.clickHouse = clickHouse;
    this.inserter = new BlockInserter(clickHouse);
  }

  @Override
  public void deliver(Block block) throws DeliveryException {
    InsertTarget target = new InsertTarget(block.layout().target(), block.layout().columns());
    try {
      inserter.insert(new EncodedBlock(target, block.rows(), block.bytes()), block.token());
    } catch (StorageException e) {
      String reason = String.valueOf(e.getMessage());
      throw e.retryable()
          ? DeliveryException.retryable(reason, e)
          : DeliveryException.permanent(reason, e);
    }
  }

  @Override
  public void close() {
    clickHouse.close();
  }
}
