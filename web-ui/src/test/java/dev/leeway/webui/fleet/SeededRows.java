package dev.leeway.webui.fleet;

import dev.leeway.signals.window.WindowPartial;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.insert.BlockInserter;
import dev.leeway.storage.row.BlockWriter;
import dev.leeway.storage.row.HourWindows;
import dev.leeway.storage.row.RowEncoder;
import dev.leeway.storage.row.WindowRow;
import dev.leeway.storage.row.WindowRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Writes rows as the jobs do: by their encoders, in blocks, hours beside minutes. */
final class SeededRows {
  private SeededRows() {}

  static <T> void insert(ClickHouseClient client, RowEncoder<T> encoder, List<T> values) {
    BlockInserter inserter = new BlockInserter(client);
    BlockWriter<T> writer = new BlockWriter<>(encoder, 100_000, BlockWriter.BYTES_MAX);
    for (T value : values) {
      if (writer.isFull()) {
        inserter.insert(writer.finish(), UUID.randomUUID().toString());
      }
      writer.add(value);
    }
    if (!writer.isEmpty()) {
      inserter.insert(writer.finish(), UUID.randomUUID().toString());
    }
  }

  static void insertWindows(ClickHouseClient client, List<WindowPartial> partials, Instant now) {
    List<WindowRow> rows = new ArrayList<>();
    partials.forEach(partial -> rows.add(new WindowRow(partial, now.toEpochMilli())));
    HourWindows.of(partials).forEach(hour -> rows.add(new WindowRow(hour, now.toEpochMilli())));
    insert(client, new WindowRows(), rows);
  }
}
