package dev.leeway.clickhouse.http;

import dev.leeway.clickhouse.engine.Engine;
import dev.leeway.clickhouse.engine.QueryResult;
import dev.leeway.clickhouse.engine.Summary;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What every response says about the server. */
record ServerFacts(String displayName, String version, String timezone) {

  static ServerFacts of(Engine engine) throws Exception {
    String[] facts =
        engine
            .readers()
            .run(lane -> {
              try (QueryResult result =
                  lane.connection()
                      .query("SELECT version(), timezone()", "TabSeparated", List.of())) {
                return new String(result.head(1_000), StandardCharsets.UTF_8);
              }
            })
            .strip()
            .split("\t", -1);
    return new ServerFacts("leeway", facts[0], facts[1]);
  }

  /** The counts as ClickHouse writes them, all numbers as strings. */
  static String summary(Summary summary) {
    return ("{\"read_rows\":\"%d\",\"read_bytes\":\"%d\",\"written_rows\":\"%d\","
            + "\"written_bytes\":\"%d\",\"total_rows_to_read\":\"0\",\"result_rows\":\"%d\","
            + "\"result_bytes\":\"0\",\"elapsed_ns\":\"0\"}")
        .formatted(
            summary.readRows(),
            summary.readBytes(),
            summary.writtenRows(),
            summary.writtenBytes(),
            summary.resultRows());
  }
}
