package dev.leeway.signals.rules;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Slice;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who looks after which agents, and how urgently: section {@code agents}.
 *
 * @param entries from the general to the particular: what a later one says outranks an earlier one
 */
public record AgentRules(List<Entry> entries) implements RuleSection {
  public static final Section<AgentRules> SECTION =
      Section.ofList("agents", AgentRules::new, AgentRules::entry);

  /**
   * What holds for some agents; empty where nothing is said.
   *
   * @param severity null where the detector's own holds: an Optional can't travel
   */
  public record Entry(
      SliceMatcher match,
      String owner,
      String runbookUrl,
      @Nullable Severity severity,
      Map<String, String> labels)
      implements Serializable {
    public Entry {
      labels = Map.copyOf(labels);
    }

    Ownership says() {
      return new Ownership(owner, runbookUrl, Optional.ofNullable(severity), labels);
    }
  }

  public AgentRules {
    entries = List.copyOf(entries);
  }

  /** What the file says of a signal of a slice. */
  public Ownership of(Slice slice, String signal) {
    Ownership all = Ownership.NONE;
    for (Entry entry : entries) {
      if (entry.match.matches(slice, signal)) {
        all = all.outrankedBy(entry.says());
      }
    }
    return all;
  }

  /** The finding with the severity that the file gives it. */
  public Finding ranked(Finding finding) {
    if (entries.isEmpty()) {
      return finding;
    }
    return of(finding.slice(), finding.signal())
        .severity()
        .map(finding::withSeverity)
        .orElse(finding);
  }

  private static Entry entry(RuleReader in) {
    Entry entry =
        new Entry(
            in.section(
                "match", new SliceMatcher(List.of(), List.of(), List.of()), SliceMatcher::read),
            in.text("owner", ""),
            link(in),
            in.choice("severity", Severity.class).orElse(null),
            in.namedTexts("labels"));
    if (entry.says().equals(Ownership.NONE)) {
      throw new IllegalArgumentException(
          "expected owner, runbook_url, severity or labels, came none");
    }
    return entry;
  }

  static String link(RuleReader in) {
    String link = in.text("runbook_url", "");
    if (link.isEmpty() || link.matches("https?://[^\\s/]+(/\\S*)?")) {
      return link;
    }
    in.problem("runbook_url", "expected a link that begins with https://, came '" + link + "'");
    return "";
  }
}
