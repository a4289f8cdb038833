package dev.leeway.streamjobs.store;

import dev.leeway.storage.StorageException;
import dev.leeway.storage.http.ClickHouseClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks, before the job starts, whether any job has ever stored anything. */
public final class StoreProbe {
  private static final Logger LOG = LoggerFactory.getLogger(StoreProbe.class);
  private static final String LEDGER =
      "SELECT toUInt8(count() > 0) FROM (SELECT 1 FROM ingest_ledger LIMIT 1) FORMAT RowBinary";

  private StoreProbe() {}

  /** False only when storage says so; what does not answer may hold something. */
  public static boolean mayHoldSpans(ClickHouseAccess access) {
    try (ClickHouseClient clickHouse = access.open()) {
      byte[] answer = clickHouse.query(LEDGER);
      return !(answer.length == 1 && answer[0] == 0);
    } catch (StorageException e) {
      LOG.warn("storage did not say whether it holds spans: {}", e.getMessage());
      return true;
    }
  }
}
