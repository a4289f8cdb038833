package dev.leeway.streamjobs.store;

import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.row.RowReader;
import dev.leeway.streamjobs.sink.Backoff;
import dev.leeway.streamjobs.sink.Pause;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The hour windows of {@code signal_windows}, one query a day. Not thread-safe. */
public final class HourHistory implements StoredWindows {
  private static final long DAY_MILLIS = 86_400_000;
  private static final int WINDOW_SECONDS = 3_600;
  private static final HexFormat ESCAPED = HexFormat.of().withPrefix("\\x");

  private final ClickHouseClient clickHouse;
  private final PatientQuestions questions;

  private HourHistory(ClickHouseClient clickHouse, PatientQuestions questions) {
    this.clickHouse = clickHouse;
    this.questions = questions;
  }

  public static Factory factory(ClickHouseAccess access, Backoff backoff) {
    return metrics ->
        new HourHistory(access.open(), new PatientQuestions(backoff, Pause.SLEEP, metrics));
  }

  @Override
  public void hours(String tenantId, long fromMillis, long toMillis, Consumer<WindowPartial> each)
      throws InterruptedException {
    String tenant = ESCAPED.formatHex(tenantId.getBytes(StandardCharsets.UTF_8));
    for (long from = Math.max(0, fromMillis); from < toMillis; from += DAY_MILLIS) {
      long fromSeconds = from / 1_000;
      long toSeconds = Math.min(toMillis, from + DAY_MILLIS) / 1_000;
      String sql =
          """
          SELECT slice, signal, toInt64(toUnixTimestamp(window_start)), count, sum,
            sketch.1, sketch.2, categories.1, categories.2
          FROM signal_windows FINAL
          WHERE tenant_id = '%s' AND window_seconds = 3600
            AND count > 0
            AND window_start >= toDateTime(%d, 'UTC') AND window_start < toDateTime(%d, 'UTC')
          ORDER BY window_start
          FORMAT RowBinary
          """
              .formatted(tenant, fromSeconds, toSeconds);
      RowReader rows = new RowReader(questions.answered(() -> clickHouse.query(sql)));
      while (rows.hasNext()) {
        each.accept(partial(tenantId, rows));
      }
    }
  }

  @Override
  public void close() {
    clickHouse.close();
  }

  private static WindowPartial partial(String tenantId, RowReader row) {
    return new WindowPartial(
        slice(tenantId, row.textMap()),
        row.text(),
        row.int64() * 1_000,
        WINDOW_SECONDS,
        row.int64(),
        row.float64(),
        counts(row.list(row::int32), row.list(row::int64)),
        counts(row.list(row::text), row.list(row::int64)),
        List.of());
  }

  private static Slice slice(String tenantId, Map<String, String> pairs) {
    Map<String, String> further = new HashMap<>(pairs);
    String agent = further.remove("agent");
    String environment = further.remove("environment");
    if (agent == null || environment == null || further.size() > 1) {
      throw new IllegalStateException("expected agent, environment and one more, came " + pairs);
    }
    Slice whole = Slice.ofAgent(tenantId, environment, agent);
    return further.entrySet().stream()
        .findFirst()
        .map(dimension -> whole.with(dimension.getKey(), dimension.getValue()))
        .orElse(whole);
  }

  private static <K> Map<K, Long> counts(List<K> keys, List<Long> counts) {
    Map<K, Long> byKey = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      byKey.merge(keys.get(i), counts.get(i), Long::sum);
    }
    return byKey;
  }
}
