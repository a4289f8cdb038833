package dev.leeway.streamjobs.decode;

import dev.leeway.storage.row.DeadLetter;
import dev.leeway.streamjobs.edge.SourceRecord;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.store.StoreRows;
import dev.leeway.telemetry.Undecodable;
import java.util.List;
import java.util.function.Consumer;

/** The rows of what could not be decoded: kept in the table, and told on the topic. Stateless. */
public final class LetterRows {
  private LetterRows() {}

  public static void send(
      SourceRecord record, List<Undecodable> undecodable, long nowMillis, Consumer<StoreRow> out) {
    for (Undecodable part : undecodable) {
      DeadLetter letter =
          new DeadLetter(
              record.tenantId(),
              record.topic(),
              record.partition(),
              record.offset(),
              -1,
              part.reason(),
              part.detail(),
              record.appendMillis(),
              nowMillis,
              part.request());
      out.accept(StoreRows.deadLetter(letter));
      out.accept(StoreRows.told(letter));
    }
  }
}
