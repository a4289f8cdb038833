package dev.leeway.signals.serving;

import dev.leeway.signals.metric.MetricSeries;
import dev.leeway.signals.window.Dimensions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which replica, model and GPU a series speaks of, by the labels of model servers and exporters as
 * the Collector's Prometheus receiver hands them on.
 */
final class ServingLabels {
  private static final List<String> REPLICA = List.of("pod", "instance", "Hostname");
  private static final List<String> REPLICA_RESOURCE = List.of("k8s.pod.name", "host.name");
  private static final List<String> MODEL =
      List.of(
          "model_name",
          "model",
          "gen_ai.response.model",
          "gen_ai.request.model",
          "served_model_name");
  private static final List<String> GPU_ID = List.of("UUID", "uuid", "gpu_uuid", "hw.id");
  private static final List<String> GPU_NUMBER = List.of("gpu", "gpu_id", "device");
  private static final String ENGINE = "engine";
  private static final String FIRST_ENGINE = "0";

  private ServingLabels() {}

  static Map<String, String> dimensionsOf(MetricSeries series, String metric) {
    Map<String, String> dimensions = new TreeMap<>();
    String replica = replicaOf(series);
    put(dimensions, Dimensions.REPLICA, replica);
    put(dimensions, Dimensions.MODEL, first(series.attributes(), MODEL));
    put(dimensions, Dimensions.VERSION, series.source().version());
    if (metric.startsWith("gpu.")) {
      put(dimensions, Dimensions.GPU, gpuOf(series, replica));
    }
    return dimensions;
  }

  /** Engines of one server have queues and caches of their own. */
  private static String replicaOf(MetricSeries series) {
    String replica = series.source().serviceInstanceId();
    if (replica.isEmpty()) {
      replica = first(series.attributes(), REPLICA);
    }
    if (replica.isEmpty()) {
      replica = first(series.resourceAttributes(), REPLICA_RESOURCE);
    }
    String engine = series.attributes().getOrDefault(ENGINE, "");
    return engine.isEmpty() || engine.equals(FIRST_ENGINE) ? replica : replica + "#" + engine;
  }

  /** Numbers of GPUs are those of their host. */
  private static String gpuOf(MetricSeries series, String replica) {
    String id = first(series.attributes(), GPU_ID);
    if (id.isEmpty()) {
      id = first(series.resourceAttributes(), GPU_ID);
    }
    if (!id.isEmpty()) {
      return id;
    }
    String number = first(series.attributes(), GPU_NUMBER);
    return number.isEmpty() || replica.isEmpty() ? number : replica + "/" + number;
  }

  private static String first(Map<String, String> attributes, List<String> keys) {
    return keys.stream()
        .map(key -> attributes.getOrDefault(key, ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static void put(Map<String, String> dimensions, String dimension, String value) {
    if (!value.isEmpty()) {
      dimensions.put(dimension, Dimensions.shortened(value));
    }
  }
}
