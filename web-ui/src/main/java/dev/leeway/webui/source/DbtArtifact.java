package dev.leeway.webui.source;

import dev.leeway.signals.source.SourceTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Translates what dbt's freshness checks found: sources.json, or dbt v2's freshness.json. */
public final class DbtArtifact {
  private DbtArtifact() {}

  /**
   * Translates a file.
   *
   * @throws IllegalArgumentException when it is neither, saying what came instead
   */
  public static List<SourceEvent> of(JsonNode file) {
    JsonNode metadata = file.path("metadata");
    String schema = Members.text(metadata, "dbt_schema_version");
    if (!schema.contains("/dbt/sources/") && !schema.contains("/dbt/freshness/")) {
      throw new IllegalArgumentException(
          "metadata.dbt_schema_version: expected that of dbt's sources.json or freshness.json,"
              + " came "
              + Members.shown(metadata.path("dbt_schema_version")));
    }
    if (!file.path("results").isArray()) {
      throw new IllegalArgumentException(
          "expected an array as results, came " + Members.shown(file.path("results")));
    }
    List<SourceEvent> events = new ArrayList<>();
    int index = 0;
    for (JsonNode result : file.path("results")) {
      events.add(event("result " + index++, result, metadata));
    }
    return events;
  }

  private static SourceEvent event(String where, JsonNode result, JsonNode metadata) {
    String id = Members.needText(where, result, "unique_id");
    boolean checked = result.path("snapshotted_at").isString();
    Instant at =
        checked
            ? Members.needTime(where, result, "snapshotted_at")
            : Members.needTime("metadata", metadata, "generated_at");
    return new SourceEvent.Builder()
        .with("carrier", "dbt")
        .with("id", id)
        .with("type", "table")
        .with("run_id", Members.text(metadata, "invocation_id"))
        .with("status", statusOf(Members.text(result, "status")))
        .with("loaded_at", loadedAt(result, at))
        .with("max_staleness_s", limitSeconds(result.path("criteria")))
        .with("error", Members.text(result, "error"))
        .at(at);
  }

  /** A check that could not run says nothing of the source. */
  private static String statusOf(String status) {
    return switch (status.toLowerCase(Locale.ROOT)) {
      case "pass" -> "success";
      case "warn" -> "warn";
      case "error" -> "stale";
      default -> "";
    };
  }

  private static String loadedAt(JsonNode result, Instant at) {
    String said = Members.text(result, "max_loaded_at");
    JsonNode ago = result.path("max_loaded_at_time_ago_in_s");
    if (SourceTime.millisOf(said) != null || !ago.isNumber() || !(ago.doubleValue() >= 0)) {
      return said;
    }
    return at.minusMillis((long) Math.min(1e15, ago.doubleValue() * 1_000)).toString();
  }

  /** Beyond it dbt calls the data too old; where only a warning is set, that is the limit. */
  private static String limitSeconds(JsonNode criteria) {
    String error = seconds(criteria.path("error_after"));
    return error.isEmpty() ? seconds(criteria.path("warn_after")) : error;
  }

  private static String seconds(JsonNode after) {
    JsonNode count = after.path("count");
    if (!count.isIntegralNumber() || !count.canConvertToInt() || count.intValue() <= 0) {
      return "";
    }
    return switch (Members.text(after, "period")) {
      case "minute" -> Long.toString(count.intValue() * 60L);
      case "hour" -> Long.toString(count.intValue() * 3_600L);
      case "day" -> Long.toString(count.intValue() * 86_400L);
      default -> "";
    };
  }
}
