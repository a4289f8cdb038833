package dev.leeway.signals.rules;

import dev.leeway.signals.finding.Severity;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who looks after a finding, and how urgently; what is not said is empty.
 *
 * @param owner a team or a person
 * @param runbookUrl what to do, as a link
 * @param severity instead of the detector's own
 * @param labels free ones, for routes
 */
public record Ownership(
    String owner, String runbookUrl, Optional<Severity> severity, Map<String, String> labels) {
  public static final Ownership NONE = new Ownership("", "", Optional.empty(), Map.of());

  public Ownership {
    labels = Map.copyOf(labels);
  }

  /** This, with what another says in its stead; labels of both. */
  Ownership outrankedBy(Ownership other) {
    Map<String, String> both = new TreeMap<>(labels);
    both.putAll(other.labels);
    return new Ownership(
        other.owner.isEmpty() ? owner : other.owner,
        other.runbookUrl.isEmpty() ? runbookUrl : other.runbookUrl,
        other.severity.isPresent() ? other.severity : severity,
        both);
  }
}
