package dev.leeway.standalone.detection;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Outcomes as text for people, and as JSON; {@code docs/bench.md} documents the keys. */
record DetectionReport(List<Outcome> outcomes) {
  DetectionReport {
    outcomes = List.copyOf(outcomes);
  }

  boolean holds() {
    return outcomes.stream().allMatch(Outcome::holds);
  }

  static String text(Outcome outcome) {
    StringBuilder text = new StringBuilder();
    text.append("C %s  %s%n".formatted(outcome.part(), outcome.title()));
    if (!outcome.rows().isEmpty()) {
      appendTable(text, outcome.rows());
    }
    for (Outcome.Claim claim : outcome.claims()) {
      text.append(
          "  %s  %s: %s %s%n"
              .formatted(
                  claim.holds() ? "holds " : "MISSED",
                  claim.what(),
                  inWords(claim.value()),
                  bounds(claim)));
    }
    return text.toString();
  }

  private static void appendTable(StringBuilder text, List<Outcome.Row> rows) {
    Set<String> columns = rows.getFirst().numbers().keySet();
    text.append("  %-32s".formatted(""));
    columns.forEach(column -> text.append("  %11s".formatted(column)));
    text.append(System.lineSeparator());
    for (Outcome.Row row : rows) {
      text.append("  %-32s".formatted(row.detector()));
      for (String column : columns) {
        int width = Math.max(11, column.length());
        text.append("  ")
            .append(
                ("%" + width + "s")
                    .formatted(inWords(row.numbers().getOrDefault(column, Double.NaN))));
      }
      text.append(System.lineSeparator());
    }
  }

  /** The tables and claims as Markdown, which a document keeps. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    for (Outcome outcome : outcomes) {
      text.append("**C %s** %s%n%n".formatted(outcome.part(), outcome.title()));
      if (!outcome.rows().isEmpty()) {
        Set<String> columns = outcome.rows().getFirst().numbers().keySet();
        text.append("| | %s |%n".formatted(String.join(" | ", columns)));
        text.append("|---|%s%n".formatted("---:|".repeat(columns.size())));
        for (Outcome.Row row : outcome.rows()) {
          String numbers =
              columns.stream()
                  .map(column -> row.numbers().getOrDefault(column, Double.NaN))
                  .map(number -> Double.isNaN(number) ? "–" : inWords(number))
                  .collect(Collectors.joining(" | "));
          text.append("| %s | %s |%n".formatted(row.detector(), numbers));
        }
        text.append(System.lineSeparator());
      }
      for (Outcome.Claim claim : outcome.claims()) {
        text.append(
            "- %s: %s %s %s%n"
                .formatted(
                    claim.holds() ? "holds" : "**missed**",
                    claim.what(),
                    inWords(claim.value()),
                    bounds(claim)));
      }
      text.append(outcome.claims().isEmpty() ? "" : System.lineSeparator());
    }
    return text.toString();
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("bench", "detection");
    json.put("holds", holds());
    ArrayNode experiments = json.putArray("experiments");
    outcomes.forEach(outcome -> experiments.add(json(outcome)));
    return json;
  }

  private static ObjectNode json(Outcome outcome) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("part", outcome.part()).put("title", outcome.title()).put("holds", outcome.holds());
    ArrayNode rows = json.putArray("rows");
    for (Outcome.Row row : outcome.rows()) {
      ObjectNode numbers = rows.addObject().put("detector", row.detector()).putObject("numbers");
      row.numbers().forEach((name, number) -> put(numbers, name, number));
    }
    ArrayNode claims = json.putArray("claims");
    for (Outcome.Claim claim : outcome.claims()) {
      ObjectNode node = claims.addObject().put("what", claim.what()).put("holds", claim.holds());
      put(node, "value", claim.value());
      claim.bounds().forEach(node::put);
    }
    return json;
  }

  /** JSON has no NaN: a number that there is none of is null. */
  private static void put(ObjectNode node, String name, double number) {
    if (Double.isNaN(number)) {
      node.putNull(name);
    } else {
      node.put(name, number);
    }
  }

  private static String bounds(Outcome.Claim claim) {
    StringBuilder bounds = new StringBuilder("(asked:");
    claim
        .bounds()
        .forEach((side, bound) -> bounds.append(" %s %s".formatted(side, inWords(bound))));
    return bounds.append(')').toString();
  }

  private static String inWords(double number) {
    if (Double.isNaN(number)) {
      return "none";
    }
    return number == Math.rint(number) || Math.abs(number) >= 1_000
        ? String.format(Locale.ROOT, "%,.0f", number)
        : String.format(Locale.ROOT, "%.3g", number);
  }
}
