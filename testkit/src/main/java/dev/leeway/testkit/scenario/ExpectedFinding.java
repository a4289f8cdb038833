package dev.leeway.testkit.scenario;

import java.util.List;

/**
 * A finding that must open. What is empty may be anything.
 *
 * @param says what its text must contain, each
 * @param traces what its exemplars must contain, each
 */
record ExpectedFinding(
    String signal,
    String detector,
    String dimension,
    String value,
    String severity,
    List<String> says,
    List<String> traces) {

  boolean is(SeenFinding finding) {
    return same(signal, finding.signal())
        && same(detector, finding.detector())
        && same(dimension, finding.dimension())
        && same(value, finding.value())
        && same(severity, finding.severity())
        && says.stream().allMatch(finding.text()::contains)
        && finding.traces().containsAll(traces);
  }

  private static boolean same(String expected, String seen) {
    return expected.isEmpty() || expected.equals(seen);
  }

  static ExpectedFinding read(YamlNode in) {
    return new ExpectedFinding(
        in.text("signal"),
        in.text("detector"),
        in.text("dimension"),
        in.text("value"),
        in.text("severity"),
        in.texts("says"),
        in.texts("traces"));
  }
}
