package dev.leeway.webui.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

final class DbtArtifactTest {
  private static final String SOURCES =
      """
      {
        "metadata": {
          "dbt_schema_version": "https://schemas.getdbt.com/dbt/sources/v3.json",
          "dbt_version": "1.10.0", "generated_at": "2026-11-22T10:00:01.000000Z",
          "invocation_id": "5f1b", "env": {}},
        "results": [
          {"unique_id": "source.shop.raw.orders",
           "max_loaded_at": "2026-11-22T08:30:00+00:00",
           "snapshotted_at": "2026-11-22T10:00:00.25+00:00",
           "max_loaded_at_time_ago_in_s": 5400.25, "status": "warn",
           "criteria": {"warn_after": {"count": 1, "period": "hour"},
                        "error_after": {"count": 1, "period": "day"}, "filter": null},
           "adapter_response": {}, "timing": [], "thread_id": "Thread-1", "execution_time": 0.1},
          {"unique_id": "source.shop.raw.gone", "error": "relation does not exist",
           "status": "runtime error"}
        ],
        "elapsed_time": 1.5
      }
      """;

  @Test
  void sourcesJsonTellsWhenDataWasLoadedAndWhatIsAllowed() {
    assertThat(translated(SOURCES))
        .containsExactly(
            new SourceEvent(
                Instant.parse("2026-11-22T10:00:00.25Z"),
                Map.of(
                    "data_source.carrier",
                    "dbt",
                    "data_source.id",
                    "source.shop.raw.orders",
                    "data_source.type",
                    "table",
                    "data_source.run_id",
                    "5f1b",
                    "data_source.status",
                    "warn",
                    "data_source.loaded_at",
                    "2026-11-22T08:30:00+00:00",
                    "data_source.max_staleness_s",
                    "86400")),
            new SourceEvent(
                Instant.parse("2026-11-22T10:00:01Z"),
                Map.of(
                    "data_source.carrier",
                    "dbt",
                    "data_source.id",
                    "source.shop.raw.gone",
                    "data_source.type",
                    "table",
                    "data_source.run_id",
                    "5f1b",
                    "data_source.error",
                    "relation does not exist")));
  }

  @Test
  void freshnessJsonHasModelsTooAndCapitalLetters() {
    List<SourceEvent> events =
        translated(
            """
            {"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/freshness/v0.json",
                "generated_at": "2026-11-22T10:00:00Z"},
             "results": [{"unique_id": "model.shop.daily", "resource_type": "model",
                "snapshotted_at": "2026-11-22T10:00:00Z", "max_loaded_at_time_ago_in_s": 90.0,
                "status": "Error", "criteria": {"warn_after": {"count": 5, "period": "minute"}}}]}
            """);
    assertThat(events.getFirst().attributes())
        .containsEntry("data_source.id", "model.shop.daily")
        .containsEntry("data_source.status", "stale")
        .containsEntry("data_source.loaded_at", "2026-11-22T09:58:30Z")
        .containsEntry("data_source.max_staleness_s", "300");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|metadata.dbt_schema_version: expected that of dbt's sources.json or freshness.json, came nothing",
        "{\"metadata\": {\"dbt_schema_version\": \"https://schemas.getdbt.com/dbt/manifest/v12.json\"}}|metadata.dbt_schema_version: expected that of dbt's sources.json or freshness.json, came \"https://schemas.getdbt.com/dbt/manifest/v12.json\"",
        "{\"metadata\": {\"dbt_schema_version\": \"x/dbt/sources/v3\"}}|expected an array as results, came nothing",
        "{\"metadata\": {\"dbt_schema_version\": \"x/dbt/sources/v3\"}, \"results\": [5]}|result 0: expected text as unique_id, came nothing",
      })
  void anotherFileIsRefusedWithTheReason(String file, String reason) {
    assertThatIllegalArgumentException().isThrownBy(() -> translated(file)).withMessage(reason);
  }

  private static List<SourceEvent> translated(String json) {
    return DbtArtifact.of(JsonMapper.shared().readTree(json));
  }
}
