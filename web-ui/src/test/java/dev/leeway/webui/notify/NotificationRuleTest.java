package dev.leeway.webui.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.finding.FindingState;
import org.junit.jupiter.api.Test;

final class NotificationRuleTest {
  private final NotificationRule rule = new NotificationRule();

  @Test
  void openThenClosedTellsFiringThenResolved() {
    assertThat(rule.of(Findings.of("a", 1, FindingState.OPEN, false)))
        .contains(NotificationEvent.FIRING);
    assertThat(rule.of(Findings.of("a", 2, FindingState.CLOSED, false)))
        .contains(NotificationEvent.RESOLVED);
  }

  @Test
  void updatesInBetweenAreNotTold() {
    assertThat(rule.of(Findings.of("a", 1, FindingState.OPEN, false))).isPresent();
    assertThat(rule.of(Findings.of("a", 2, FindingState.OPEN, false))).isEmpty();
  }

  @Test
  void historyIsNotToldUntilItReachesThePresent() {
    assertThat(rule.of(Findings.of("a", 1, FindingState.OPEN, true))).isEmpty();
    assertThat(rule.of(Findings.of("a", 2, FindingState.OPEN, false)))
        .contains(NotificationEvent.FIRING);
  }

  @Test
  void aStatementReadAgainAfterItsEndIsNotTold() {
    assertThat(rule.of(Findings.of("a", 2, FindingState.CLOSED, false))).isPresent();
    assertThat(rule.of(Findings.of("a", 1, FindingState.OPEN, false))).isEmpty();
  }
}
