package dev.leeway.telemetry.freshness;

import static dev.leeway.signals.source.SourceCarrier.AIRFLOW;
import static dev.leeway.signals.source.SourceCarrier.FEAST;
import static dev.leeway.signals.source.SourceCarrier.KAFKA;
import static dev.leeway.signals.source.SourceCarrier.METRIC;

import dev.leeway.signals.source.SourceCarrier;
import dev.leeway.telemetry.freshness.MetricRule.Measure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table of known metrics. A name is met as OpenTelemetry spells it or as Prometheus does: dots
 * as underscores, a counter's {@code _total} and a unit's {@code _seconds} behind it.
 */
final class MetricRules {
  private static final List<String> DAG = List.of("dag_id", "dag");
  private static final List<String> ASSET = List.of("asset_uri", "asset_name", "asset", "dataset");
  private static final List<String> TOPIC = List.of("topic", "messaging.destination.name");
  private static final List<String> FEATURE_VIEW = List.of("feature_view");

  private static final List<MetricRule> ALL =
      List.of(
          own("data_source.freshness.lag", Measure.AS_OF_AGE_SECONDS),
          own("data_source.last_success.timestamp", Measure.LOADED_AT),
          airflow("airflow.dagrun.duration.success", Measure.SUCCESSES),
          airflow("airflow.dagrun.duration.failed", Measure.FAILURES),
          airflow("airflow.dagrun.schedule_delay", Measure.DELAY_MILLIS),
          rule("airflow.asset.updates", AIRFLOW, Measure.SUCCESSES, "table", ASSET),
          rule("airflow.dataset.updates", AIRFLOW, Measure.SUCCESSES, "table", ASSET),
          kafka("kafka.consumer_group.lag", Measure.PARTITION_LAG_RECORDS),
          kafka("kafka.consumer_group.lag_sum", Measure.TOPIC_LAG_RECORDS),
          kafka("kafka_consumergroup_lag", Measure.PARTITION_LAG_RECORDS),
          kafka("kafka_consumergroup_lag_sum", Measure.TOPIC_LAG_RECORDS),
          kafka("kafka_consumergroup_group_lag", Measure.PARTITION_LAG_RECORDS),
          kafka("kafka_consumergroup_group_topic_sum_lag", Measure.TOPIC_LAG_RECORDS),
          kafka("kafka_consumergroup_group_lag_seconds", Measure.PARTITION_LAG_SECONDS),
          kafka("kafka.consumer.records_lag_max", Measure.PARTITION_LAG_RECORDS),
          feast("feast_feature_freshness_seconds", Measure.LOADED_AGE_SECONDS),
          feast("feast_materialization_result_total", Measure.RESULTS),
          feast("feast_materialization_total", Measure.RESULTS));

  private static final Map<String, MetricRule> BY_NAME = byName();

  /** Attributes that name the source of any known metric. */
  static final List<String> IDS =
      ALL.stream().flatMap(rule -> rule.ids().stream()).distinct().toList();

  private MetricRules() {}

  /** A rule and, where the metric's name carries it, the source's name; else that is empty. */
  record Match(MetricRule rule, String idInName) {}

  static @Nullable Match of(String metric) {
    String plain = plain(metric);
    MetricRule exact = BY_NAME.get(plain);
    exact = exact == null ? BY_NAME.get(without("_seconds", without("_total", plain))) : exact;
    if (exact != null) {
      return new Match(exact, "");
    }
    for (MetricRule rule : ALL) {
      int length = rule.name().length();
      if (rule.idInName()
          && plain.length() > length + 1
          && plain.charAt(length) == '_'
          && plain.startsWith(plain(rule.name()))) {
        return new Match(rule, metric.substring(length + 1));
      }
    }
    return null;
  }

  private static Map<String, MetricRule> byName() {
    Map<String, MetricRule> rules = new HashMap<>();
    for (MetricRule rule : ALL) {
      String plain = plain(rule.name());
      rules.put(plain, rule);
      rules.putIfAbsent(without("_total", plain), rule);
    }
    return Map.copyOf(rules);
  }

  /** As long as the name, so that a place in one is the same place in the other. */
  private static String plain(String name) {
    return name.replace('.', '_');
  }

  private static String without(String suffix, String name) {
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }

  private static MetricRule own(String name, Measure measure) {
    return rule(name, METRIC, measure, "", List.of());
  }

  private static MetricRule airflow(String name, Measure measure) {
    return new MetricRule(name, AIRFLOW, measure, "dag", DAG, true);
  }

  private static MetricRule kafka(String name, Measure measure) {
    return rule(name, KAFKA, measure, "topic", TOPIC);
  }

  private static MetricRule feast(String name, Measure measure) {
    return rule(name, FEAST, measure, "feature_view", FEATURE_VIEW);
  }

  private static MetricRule rule(
      String name, SourceCarrier carrier, Measure measure, String type, List<String> ids) {
    return new MetricRule(name, carrier, measure, type, ids, false);
  }
}
