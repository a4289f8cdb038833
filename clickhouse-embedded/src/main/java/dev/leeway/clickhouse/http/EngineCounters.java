package dev.leeway.clickhouse.http;

import dev.leeway.clickhouse.engine.Lanes;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the front counts: requests = answered + failed + refused. Thread-safe.
 *
 * <p>Answered ones got their whole result; failed ones an error of the engine or a broken
 * connection; refused ones never reached the engine.
 */
final class EngineCounters {
  final LongAdder requests = new LongAdder();
  final LongAdder answered = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder insertedRows = new LongAdder();
  final LongAdder insertedBytes = new LongAdder();

  /** In Prometheus's text format. */
  String text(List<Lanes> lanes) {
    StringBuilder text = new StringBuilder();
    line(text, "leeway_clickhouse_requests_total", "", requests.sum());
    line(text, "leeway_clickhouse_requests_answered_total", "", answered.sum());
    line(text, "leeway_clickhouse_requests_failed_total", "", failed.sum());
    line(text, "leeway_clickhouse_requests_refused_total", "", refused.sum());
    line(text, "leeway_clickhouse_inserted_rows_total", "", insertedRows.sum());
    line(text, "leeway_clickhouse_inserted_bytes_total", "", insertedBytes.sum());
    for (Lanes kind : lanes) {
      String label = "{kind=\"" + kind.kind() + "\"}";
      line(text, "leeway_clickhouse_connections_busy", label, kind.busy());
      line(text, "leeway_clickhouse_requests_waiting", label, kind.waiting());
      line(text, "leeway_clickhouse_requests_turned_away_total", label, kind.refused());
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String label, long value) {
    text.append(name).append(label).append(' ').append(value).append('\n');
  }
}
