package dev.leeway.signals.run;

import static dev.leeway.signals.run.TraceTree.NONE;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.ModelCall;
import dev.leeway.signals.fact.SliceAttributes;
import dev.leeway.signals.window.Dimensions;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The further slices that a run belongs to. Model and provider are those of most of its model
 * calls, of equally many the first by name; the operation is the HTTP route that led to the run,
 * else its root's operation. Tools and data sources are all that it used. Attributes that are
 * dimensions are the root's, else those of the first span that has them.
 */
final class RunDimensions {
  private RunDimensions() {}

  static Map<String, String> of(RunSpans run, String operation) {
    Map<String, String> dimensions = new TreeMap<>();
    AgentEvent first = run.root().orElse(run.spans().getFirst());
    for (AgentEvent span : run.spans()) {
      SliceAttributes.dimensionsOf(span.facts()).forEach(dimensions::putIfAbsent);
    }
    dimensions.putAll(SliceAttributes.dimensionsOf(first.facts()));
    put(dimensions, Dimensions.VERSION, first.source().version());
    put(dimensions, Dimensions.REPLICA, first.source().serviceInstanceId());
    put(dimensions, Dimensions.OPERATION, operation);
    put(dimensions, Dimensions.MODEL, mostFrequent(run, ModelCall::model));
    put(dimensions, Dimensions.PROVIDER, mostFrequent(run, ModelCall::provider));
    putAll(
        dimensions,
        Dimensions.TOOL,
        run.calls(EventKind.TOOL).stream().map(call -> call.span().tool().name()));
    putAll(dimensions, Dimensions.DATA_SOURCE, run.spans().stream().map(AgentEvent::dataSourceId));
    return dimensions;
  }

  /** The nearest HTTP span above the run names the route; without one the root tells. */
  static String operationOf(TraceTree tree, int root) {
    if (root == RunSplit.ROOTLESS) {
      return "";
    }
    for (int at = tree.parent(root); at != NONE; at = tree.parent(at)) {
      if (tree.span(at).kind() == EventKind.HTTP) {
        return tree.span(at).name();
      }
    }
    AgentEvent span = tree.span(root);
    return span.operation().isEmpty() ? span.name() : span.operation();
  }

  private static void put(Map<String, String> dimensions, String dimension, String value) {
    String kept = Dimensions.shortened(value);
    if (!kept.isEmpty()) {
      dimensions.put(dimension, kept);
    }
  }

  private static void putAll(
      Map<String, String> dimensions, String dimension, Stream<String> values) {
    String joined = Dimensions.join(values.filter(value -> !value.isEmpty()).toList());
    if (!joined.isEmpty()) {
      dimensions.put(dimension, joined);
    }
  }

  private static String mostFrequent(RunSpans run, Function<ModelCall, String> part) {
    Map<String, Integer> calls = new TreeMap<>();
    for (RunSpans.Call call : run.calls(EventKind.LLM)) {
      calls.merge(part.apply(call.span().model()), 1, Integer::sum);
    }
    calls.remove("");
    String most = "";
    for (Map.Entry<String, Integer> each : calls.entrySet()) {
      most = each.getValue() > calls.getOrDefault(most, 0) ? each.getKey() : most;
    }
    return most;
  }
}
