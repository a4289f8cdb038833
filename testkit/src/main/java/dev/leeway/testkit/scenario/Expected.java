package dev.leeway.testkit.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What must be seen of a scenario, and nothing beyond it: a finding that nobody expects is a false
 * alarm. The file's keys:
 *
 * <ul>
 *   <li>{@code about}: the story, in a sentence;
 *   <li>{@code fires}: findings, each with {@code signal} and any of {@code detector}, {@code
 *       dimension}, {@code value}, {@code severity}, {@code says}, {@code traces};
 *   <li>{@code quiet}: signals of which this is the near miss; they must not fire;
 *   <li>{@code outcomes}: how many runs ended in which way, all of them;
 *   <li>{@code runs}: single ones, by {@code trace}, with {@code outcome} and {@code signals}.
 * </ul>
 */
public final class Expected {
  private final String about;
  private final List<ExpectedFinding> fires;
  private final List<String> quiet;
  private final Map<String, Long> outcomes;
  private final List<ExpectedRun> runs;

  private Expected(
      String about,
      List<ExpectedFinding> fires,
      List<String> quiet,
      Map<String, Long> outcomes,
      List<ExpectedRun> runs) {
    this.about = about;
    this.fires = fires;
    this.quiet = quiet;
    this.outcomes = outcomes;
    this.runs = runs;
  }

  /** Reads the file's text; refuses what it doesn't know, and one that expects nothing. */
  public static Expected parse(String yaml) {
    YamlNode in = YamlNode.parse(yaml).with("about", "fires", "quiet", "outcomes", "runs");
    Map<String, Long> outcomes = new TreeMap<>();
    YamlNode counts = in.node("outcomes");
    counts.keys().forEach(key -> outcomes.put(key, Long.parseLong(counts.text(key))));
    Expected expected =
        new Expected(
            in.text("about"),
            in.nodes("fires").stream()
                .map(node ->
                    node.with(
                        "signal", "detector", "dimension", "value", "severity", "says", "traces"))
                .map(ExpectedFinding::read)
                .toList(),
            in.texts("quiet"),
            outcomes,
            in.nodes("runs").stream()
                .map(node -> node.with("trace", "outcome", "signals"))
                .map(ExpectedRun::read)
                .toList());
    if (expected.about.isEmpty() || outcomes.isEmpty()) {
      throw new IllegalArgumentException("expected the keys about and outcomes: " + yaml);
    }
    return expected;
  }

  public String about() {
    return about;
  }

  /** Signals that fire in it. */
  public List<String> firing() {
    return fires.stream().map(ExpectedFinding::signal).distinct().toList();
  }

  /** Whether one of these detectors fires for one of these signals; an unnamed one is any. */
  public boolean fires(List<String> signals, List<String> detectors) {
    return fires.stream()
        .filter(finding -> signals.contains(finding.signal()))
        .anyMatch(
            finding -> finding.detector().isEmpty() || detectors.contains(finding.detector()));
  }

  /** Signals that it is a near miss of. */
  public List<String> quiet() {
    return quiet;
  }

  /** How many runs there are. */
  public long runs() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** What differs from what is expected; empty where all is as it must be. */
  public List<String> problems(Seen seen) {
    List<String> problems = new ArrayList<>();
    for (ExpectedFinding finding : fires) {
      if (seen.findings().stream().noneMatch(finding::is)) {
        problems.add("missing: " + finding);
      }
    }
    for (SeenFinding finding : seen.findings()) {
      if (fires.stream().noneMatch(expected -> expected.is(finding))) {
        problems.add("not expected: " + finding);
      }
    }
    Map<String, Long> ended =
        new TreeMap<>(
            seen.runs().stream()
                .collect(Collectors.groupingBy(SeenRun::outcome, Collectors.counting())));
    if (!ended.equals(outcomes)) {
      problems.add("outcomes: expected %s, came %s".formatted(outcomes, ended));
    }
    for (ExpectedRun run : runs) {
      problems.addAll(problemsOf(run, seen));
    }
    return problems;
  }

  private static List<String> problemsOf(ExpectedRun expected, Seen seen) {
    List<SeenRun> same =
        seen.runs().stream().filter(run -> run.trace().equals(expected.trace())).toList();
    if (same.isEmpty()) {
      return List.of("run %s: expected, didn't come".formatted(expected.trace()));
    }
    return same.stream().map(expected::problemWith).filter(problem -> !problem.isEmpty()).toList();
  }
}
