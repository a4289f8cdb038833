package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.fact.SliceAttributes;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From one span to its observation, in the minute of its end. */
final class SpanObservation {
  private SpanObservation() {}

  static Optional<Observation> of(AgentEvent span, List<SpanSignal> signals) {
    if (!span.entersWindows()) {
      return Optional.empty();
    }
    List<Measurement> measurements = new ArrayList<>(signals.size());
    for (SpanSignal signal : signals) {
      signal.measured(span).ifPresent(measurements::add);
    }
    if (measurements.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Observation(
            Slice.ofAgent(
                span.source().tenantId(), span.source().environment(), span.source().agentName()),
            1,
            span.endMillis(),
            dimensionsOf(span),
            measurements,
            span.traceId().toString()));
  }

  private static Map<String, String> dimensionsOf(AgentEvent span) {
    Map<String, String> dimensions = new HashMap<>(SliceAttributes.dimensionsOf(span.facts()));
    put(dimensions, Dimensions.VERSION, span.source().version());
    put(dimensions, Dimensions.REPLICA, span.source().serviceInstanceId());
    put(dimensions, Dimensions.OPERATION, span.operation());
    put(dimensions, Dimensions.MODEL, span.model().model());
    put(dimensions, Dimensions.PROVIDER, span.model().provider());
    put(dimensions, Dimensions.DATA_SOURCE, span.dataSourceId());
    if (!span.tool().name().isEmpty()) {
      dimensions.put(Dimensions.TOOL, Dimensions.join(List.of(span.tool().name())));
    }
    return dimensions;
  }

  private static void put(Map<String, String> dimensions, String dimension, String value) {
    if (!value.isEmpty()) {
      dimensions.put(dimension, Dimensions.shortened(value));
    }
  }
}
