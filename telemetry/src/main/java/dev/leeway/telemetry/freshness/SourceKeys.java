package dev.leeway.telemetry.freshness;

import dev.leeway.signals.source.SourceCarrier;
import dev.leeway.signals.source.SourceStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The attribute names that say something of a data source, the best first. */
final class SourceKeys {
  static final String PREFIX = "data_source.";
  static final String ID = "data_source.id";
  static final String TYPE = "data_source.type";
  static final String AS_OF = "data_source.as_of";
  static final String LOADED_AT = "data_source.loaded_at";
  static final String VERSION = "data_source.version";
  static final String RUN_ID = "data_source.run_id";
  static final String MAX_STALENESS_SECONDS = "data_source.max_staleness_s";
  static final String STATUS = "data_source.status";
  static final String CARRIER = "data_source.carrier";
  static final String ROWS = "data_source.rows";
  static final String BYTES = "data_source.bytes";
  static final String NULL_SHARE = "data_source.null_share";
  static final String ERROR = "data_source.error";

  /** What only those say who update a source, not those who use it. */
  static final List<String> OF_PIPELINES = List.of(RUN_ID, STATUS, ROWS, BYTES, NULL_SHARE);

  static final List<String> IDS =
      List.of(
          ID,
          "gen_ai.data_source.id",
          "dbt.unique_id",
          "feature_view",
          "messaging.destination.name",
          "topic");
  static final List<String> ENVIRONMENTS =
      List.of("deployment.environment.name", "deployment.environment");
  static final List<String> AGENTS = List.of("gen_ai.agent.name", "gen_ai.main_agent.name");

  private static final Map<String, SourceStatus> STATUSES =
      Map.ofEntries(
          Map.entry("success", SourceStatus.SUCCESS),
          Map.entry("succeeded", SourceStatus.SUCCESS),
          Map.entry("complete", SourceStatus.SUCCESS),
          Map.entry("ok", SourceStatus.SUCCESS),
          Map.entry("pass", SourceStatus.SUCCESS),
          Map.entry("warn", SourceStatus.LATE),
          Map.entry("late", SourceStatus.LATE),
          Map.entry("stale", SourceStatus.STALE),
          Map.entry("failed", SourceStatus.FAILED),
          Map.entry("failure", SourceStatus.FAILED),
          Map.entry("fail", SourceStatus.FAILED),
          Map.entry("error", SourceStatus.FAILED),
          Map.entry("abort", SourceStatus.FAILED));

  private SourceKeys() {}

  /** The first of the keys that has a value; empty when none has. */
  static String first(Map<String, String> said, List<String> keys) {
    for (String key : keys) {
      String value = said.getOrDefault(key, "").strip();
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  static SourceStatus statusOf(String word) {
    return STATUSES.getOrDefault(word.strip().toLowerCase(Locale.ROOT), SourceStatus.UNKNOWN);
  }

  /** Carriers whose events are translated into attributes say so. */
  static SourceCarrier carrierOf(String word) {
    return switch (word) {
      case "openlineage" -> SourceCarrier.OPENLINEAGE;
      case "dbt" -> SourceCarrier.DBT;
      default -> SourceCarrier.ATTRIBUTES;
    };
  }
}
