package dev.leeway.webui.notify;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which statements of a finding are told: the first while it is open, and the one that
 * closes it. Updates in between are not, and neither is history. A statement that comes again, as
 * after a restart, is told once as long as it is remembered. Notes (INFO) are read, never told.
 *
 * <p>Not thread-safe. Remembers the last {@value #REMEMBERED} findings.
 */
final class NotificationRule {
  private static final int REMEMBERED = 10_000;

  private final Map<String, FindingState> told =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FindingState> eldest) {
          return size() > REMEMBERED;
        }
      };

  Optional<NotificationEvent> of(Finding finding) {
    if (finding.history() || finding.severity() == Severity.INFO) {
      return Optional.empty();
    }
    FindingState before = told.get(finding.findingId());
    if (before == finding.state()) {
      return Optional.empty();
    }
    return switch (finding.state()) {
      case OPEN -> {
        if (before == FindingState.CLOSED) {
          // A finding never reopens; an OPEN after its CLOSED is an old statement read again.
          yield Optional.empty();
        }
        told.put(finding.findingId(), FindingState.OPEN);
        yield Optional.of(NotificationEvent.FIRING);
      }
      case CLOSED -> {
        told.put(finding.findingId(), FindingState.CLOSED);
        yield Optional.of(NotificationEvent.RESOLVED);
      }
    };
  }
}
