package dev.leeway.webui.finding;

import dev.leeway.signals.finding.Finding;
import dev.leeway.webui.action.FindingAction;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the list of findings shows.
 *
 * @param standing what people did that still holds, by finding
 * @param owners who looks after a finding, by finding; absent where nobody is named
 * @param full whether there may be more than were read
 */
record FindingsPage(
    List<Finding> findings,
    Map<String, FindingAction> standing,
    Map<String, String> owners,
    boolean full,
    Instant minute) {
  FindingsPage {
    findings = List.copyOf(findings);
    standing = Map.copyOf(standing);
    owners = Map.copyOf(owners);
  }
}
