package dev.leeway.testkit.scenario;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the run of a trace must say. What is empty may be anything.
 *
 * @param signals a number each, or {@code absent}
 */
record ExpectedRun(String trace, String outcome, Map<String, String> signals) {
  static final String ABSENT = "absent";
  private static final double CLOSE = 1e-3;

  String problemWith(SeenRun run) {
    if (!outcome.isEmpty() && !outcome.equals(run.outcome())) {
      return "run %s: expected outcome %s, came %s".formatted(trace, outcome, run.outcome());
    }
    for (Map.Entry<String, String> signal : signals.entrySet()) {
      Double seen = run.signals().get(signal.getKey());
      if (!agrees(signal.getValue(), seen)) {
        return "run %s: expected %s %s, came %s"
            .formatted(trace, signal.getKey(), signal.getValue(), seen == null ? ABSENT : seen);
      }
    }
    return "";
  }

  private static boolean agrees(String expected, @Nullable Double seen) {
    if (expected.equals(ABSENT)) {
      return seen == null;
    }
    return seen != null
        && Math.abs(Double.parseDouble(expected) - seen) <= CLOSE * Math.max(1, Math.abs(seen));
  }

  static ExpectedRun read(YamlNode in) {
    Map<String, String> signals = new TreeMap<>();
    in.node("signals").keys().forEach(key -> signals.put(key, in.node("signals").text(key)));
    return new ExpectedRun(in.text("trace"), in.text("outcome"), signals);
  }
}
