package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.run.RunSpans;
import dev.leeway.signals.window.Dimensions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How often each provider, model, tool and data source was called and tried in one run: sums, so
 * that those of many runs add up. A model goes by the name that answered, if any call of the run
 * was answered, so that calls that failed are not another model's.
 *
 * <p>A run's row has them as lines {@code calls tries dimension value}; of one dimension at most
 * {@link Dimensions#VALUES_MAX}, the rest as {@link Dimensions#OTHER}.
 */
final class DependencyTries {
  private DependencyTries() {}

  /** Calls that are one each with their retries, and how often these were tried together. */
  record Tries(int calls, int tries) {
    Tries plus(Tries other) {
      return new Tries(calls + other.calls, tries + other.tries);
    }
  }

  static String lines(RunSpans run) {
    Map<String, Tries> ofModels = new HashMap<>();
    Map<String, String> answeredBy = new HashMap<>();
    Map<String, NavigableMap<String, Tries>> byDimension = new TreeMap<>();
    for (RunSpans.Call call : run.calls()) {
      AgentEvent span = call.span();
      Tries tries = new Tries(call.retry() ? 0 : 1, call.attempts());
      if (span.kind().callsModel()) {
        String asked = asked(span);
        ofModels.merge(asked, tries, Tries::plus);
        answeredBy.merge(asked, span.model().modelServed(), (a, b) -> a.isEmpty() ? b : a);
        add(byDimension, Dimensions.PROVIDER, span.model().provider(), tries);
      } else {
        add(byDimension, Dimensions.TOOL, span.tool().name(), tries);
        add(byDimension, Dimensions.DATA_SOURCE, span.dataSourceId(), tries);
      }
    }
    ofModels.forEach((asked, tries) -> {
      String answered = answeredBy.getOrDefault(asked, "");
      add(byDimension, Dimensions.MODEL, answered.isEmpty() ? asked : answered, tries);
    });
    return written(byDimension);
  }

  static Map<RunSignal.Called, Tries> read(String lines) {
    if (lines.isEmpty()) {
      return Map.of();
    }
    Map<RunSignal.Called, Tries> found = new LinkedHashMap<>();
    for (String line : lines.split("\n", -1)) {
      String[] parts = line.split(" ", 4);
      found.put(
          new RunSignal.Called(parts[2], parts[3]),
          new Tries(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])));
    }
    return found;
  }

  private static String asked(AgentEvent span) {
    String requested = span.model().modelRequested();
    return requested.isEmpty() ? span.model().modelServed() : requested;
  }

  private static void add(
      Map<String, NavigableMap<String, Tries>> byDimension,
      String dimension,
      String value,
      Tries tries) {
    String kept = Dimensions.shortened(value);
    if (!kept.isEmpty()) {
      byDimension
          .computeIfAbsent(dimension, none -> new TreeMap<>())
          .merge(kept, tries, Tries::plus);
    }
  }

  private static String written(Map<String, NavigableMap<String, Tries>> byDimension) {
    List<String> lines = new ArrayList<>();
    byDimension.forEach((dimension, values) -> {
      if (values.size() > Dimensions.VALUES_MAX) {
        Tries others = new Tries(0, 0);
        while (values.size() >= Dimensions.VALUES_MAX) {
          others = others.plus(values.pollLastEntry().getValue());
        }
        values.merge(Dimensions.OTHER, others, Tries::plus);
      }
      // Where a name is missing on one of two tries, what is left of the call counts as one.
      values.forEach((value, tries) ->
          lines.add(Math.max(1, tries.calls) + " " + tries.tries + " " + dimension + " " + value));
    });
    return String.join("\n", lines);
  }
}
