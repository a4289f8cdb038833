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

final class OpenLineageEventsTest {
  private static final String COMPLETE =
      """
      {
        "eventType": "COMPLETE",
        "eventTime": "2026-11-22T10:00:05.5+00:00",
        "producer": "https://github.com/OpenLineage/OpenLineage/tree/1.40.0/client/python",
        "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
        "run": {
          "runId": "0199f3a2-1b2c-7d3e-8f40-5a6b7c8d9e0f",
          "facets": {"nominalTime": {
            "_producer": "x", "_schemaURL": "y",
            "nominalStartTime": "2026-11-22T08:00:00Z", "nominalEndTime": "2026-11-22T09:00:00Z"}}
        },
        "job": {"namespace": "airflow", "name": "load.orders"},
        "inputs": [
          {"namespace": "s3://lake", "name": "raw/orders",
           "inputFacets": {"dataQualityMetrics": {"rowCount": 200, "bytes": 9000,
             "columnMetrics": {"id": {"nullCount": 0}, "price": {"nullCount": 20, "max": 9.5}}}}},
          {"namespace": "s3://lake", "name": "raw/customers"}
        ],
        "outputs": [
          {"namespace": "postgres://warehouse:5432", "name": "shop.public.orders",
           "facets": {"version": {"datasetVersion": "v17"}},
           "outputFacets": {"outputStatistics": {"rowCount": 123, "size": 35602}}}
        ]
      }
      """;

  @Test
  void aCompleteRunUpdatesItsOutputsAndMeasuresItsInputs() {
    assertThat(translated(COMPLETE))
        .containsExactly(
            new SourceEvent(
                Instant.parse("2026-11-22T10:00:05.5Z"),
                Map.ofEntries(
                    Map.entry("data_source.carrier", "openlineage"),
                    Map.entry("data_source.id", "postgres://warehouse:5432/shop.public.orders"),
                    Map.entry("data_source.type", "table"),
                    Map.entry("data_source.run_id", "0199f3a2-1b2c-7d3e-8f40-5a6b7c8d9e0f"),
                    Map.entry("data_source.version", "v17"),
                    Map.entry("data_source.status", "success"),
                    Map.entry("data_source.loaded_at", "2026-11-22T10:00:05.500Z"),
                    Map.entry("data_source.as_of", "2026-11-22T09:00:00Z"),
                    Map.entry("data_source.rows", "123"),
                    Map.entry("data_source.bytes", "35602"))),
            new SourceEvent(
                Instant.parse("2026-11-22T10:00:05.5Z"),
                Map.of(
                    "data_source.carrier",
                    "openlineage",
                    "data_source.id",
                    "s3://lake/raw/orders",
                    "data_source.type",
                    "table",
                    "data_source.run_id",
                    "0199f3a2-1b2c-7d3e-8f40-5a6b7c8d9e0f",
                    "data_source.rows",
                    "200",
                    "data_source.bytes",
                    "9000",
                    "data_source.null_share",
                    "0.05")));
  }

  @Test
  void aFailedRunTouchesNoTime() {
    String failed =
        COMPLETE
            .replace("COMPLETE", "FAIL")
            .replace(
                "\"nominalTime\"", "\"errorMessage\": {\"message\": \"no disk\"}, \"nominalTime\"");
    assertThat(translated(failed).getFirst().attributes())
        .containsEntry("data_source.status", "failed")
        .containsEntry("data_source.error", "no disk")
        .doesNotContainKeys("data_source.as_of", "data_source.loaded_at");
  }

  @ParameterizedTest
  @CsvSource({"START", "RUNNING", "OTHER"})
  void whatEndsNoRunTellsOfNoUpdate(String type) {
    assertThat(translated(COMPLETE.replace("COMPLETE", type))).isEmpty();
  }

  @Test
  void datasetAndJobEventsArePassedOver() {
    assertThat(
            translated(
                """
                [{"eventTime": "2026-11-22T10:00:00Z", "dataset": {"namespace": "a", "name": "b"}},
                 {"eventTime": "2026-11-22T10:00:00Z", "job": {"namespace": "a", "name": "b"}}]
                """))
        .isEmpty();
  }

  @Test
  void aWindowThatHasNotEndedCountsUpToNow() {
    String early = COMPLETE.replace("2026-11-22T09:00:00Z", "2026-11-22T11:00:00Z");
    assertThat(translated(early).getFirst().attributes())
        .containsEntry("data_source.as_of", "2026-11-22T10:00:05.500Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7|event: expected an OpenLineage event as JSON object, came 7",
        "[null]|event 0: expected an OpenLineage event as JSON object, came null",
        "{}|event: expected a time such as 2026-03-01T14:20:00Z as eventTime, came nothing",
        "{\"eventTime\": 5}|event: expected a time such as 2026-03-01T14:20:00Z as eventTime, came 5",
        "{\"eventTime\": \"2026-11-22\"}|event: expected a run, a job or a dataset, came none of them",
        "{\"eventTime\": \"2026-11-22\", \"run\": {}}|event: expected text as runId, came nothing",
      })
  void whatIsNoEventIsRefusedWithTheReason(String body, String reason) {
    assertThatIllegalArgumentException().isThrownBy(() -> translated(body)).withMessage(reason);
  }

  @Test
  void theFaultyEventOfManyIsNamed() {
    String bad = COMPLETE.replace("\"name\": \"shop.public.orders\"", "\"name\": 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> translated("[" + COMPLETE + "," + bad + "]"))
        .withMessage("event 1, output 0: expected text as name, came 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> translated(COMPLETE.replace("COMPLETE", "DONE")))
        .withMessageEndingWith("as eventType, came \"DONE\"");
  }

  @Test
  void measuresOfTheWrongTypeAreAbsent() {
    String odd =
        COMPLETE.replace("\"rowCount\": 123", "\"rowCount\": \"many\"").replace("35602", "-1");
    assertThat(translated(odd).getFirst().attributes())
        .doesNotContainKeys("data_source.rows", "data_source.bytes");
  }

  private static List<SourceEvent> translated(String json) {
    return OpenLineageEvents.of(JsonMapper.shared().readTree(json));
  }
}
