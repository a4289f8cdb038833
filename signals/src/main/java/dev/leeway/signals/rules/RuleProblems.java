package dev.leeway.signals.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Gathers what is wrong with a file, so that it is told together. Not thread-safe. */
final class RuleProblems {
  private static final int NAMES_SHOWN = 3;
  private static final int KNOWN_SHOWN = 20;
  private static final int CAME_MAX = 80;

  private record Problem(int line, String text) {}

  private final List<Problem> problems = new ArrayList<>();

  void add(int line, String path, String words) {
    problems.add(new Problem(line, path.isEmpty() ? words : path + ": " + words));
  }

  /** A value that is not what the key takes. */
  void unfit(String path, String expected, RuleNode came) {
    add(came.line(), path, "expected " + expected + ", came " + shown(came));
  }

  /** A name that nothing goes by, with those that look like it, or else all there are. */
  void unknown(int line, String path, String what, String name, Collection<String> known) {
    List<String> near = near(name, known);
    String hint =
        known.isEmpty()
            ? "none can be set here"
            : near.isEmpty()
                ? "known: " + String.join(", ", known.stream().sorted().limit(KNOWN_SHOWN).toList())
                : "nearest: " + String.join(", ", near);
    add(line, path, "no %s '%s'; %s".formatted(what, name, hint));
  }

  /** In order of their lines. */
  List<String> lines() {
    return problems.stream()
        .sorted(Comparator.comparingInt(Problem::line))
        .map(problem ->
            problem.line == 0 ? problem.text : "line " + problem.line + ": " + problem.text)
        .distinct()
        .toList();
  }

  static String shown(RuleNode node) {
    return switch (node) {
      case RuleNode.Scalar scalar when scalar.text().isEmpty() -> "nothing";
      case RuleNode.Scalar scalar ->
          "'"
              + (scalar.text().length() > CAME_MAX
                  ? scalar.text().substring(0, CAME_MAX) + "…"
                  : scalar.text())
              + "'";
      case RuleNode.Included included -> "the file " + included.file();
      case RuleNode.Items items -> "a list of " + items.nodes().size();
      case RuleNode.Keys keys ->
          "keys " + String.join(", ", keys.nodes().keySet().stream().sorted().limit(5).toList());
    };
  }

  /** Names that a slip of the hand may have been meant to be. */
  private static List<String> near(String name, Collection<String> known) {
    int far = Math.max(2, name.length() / 3);
    return known.stream()
        .filter(one -> edits(name, one) <= far)
        .sorted(
            Comparator.<String>comparingInt(one -> edits(name, one))
                .thenComparing(Comparator.naturalOrder()))
        .limit(NAMES_SHOWN)
        .toList();
  }

  /** Levenshtein's distance: insertions, deletions and replacements from one to the other. */
  static int edits(String from, String to) {
    int[] row = Stream.iterate(0, i -> i + 1).limit(to.length() + 1L).mapToInt(i -> i).toArray();
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
