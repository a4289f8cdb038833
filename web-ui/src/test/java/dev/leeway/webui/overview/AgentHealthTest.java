package dev.leeway.webui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Slice;
import dev.leeway.webui.parts.Tone;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AgentHealthTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void anOpenFindingComesBeforeEverythingElse() {
    AgentHealth health =
        AgentHealth.of(
            List.of(finding(Severity.CRITICAL)), 10, 10, 0.9, 5, NOW.minusSeconds(9_000), NOW);
    assertThat(health.word()).isEqualTo("Drifting");
    assertThat(health.detail()).isEqualTo("Run duration, for 20 min");
    assertThat(health.tone()).isEqualTo(Tone.BAD);
  }

  @Test
  void severityOrdersBeforeNumber() {
    AgentHealth one =
        AgentHealth.of(List.of(finding(Severity.CRITICAL)), 5_000, 100, 0, 1, NOW, NOW);
    AgentHealth many =
        AgentHealth.of(
            List.of(finding(Severity.WARNING), finding(Severity.WARNING)),
            5_000,
            100,
            0,
            1,
            NOW,
            NOW);
    assertThat(one.rank()).isGreaterThan(many.rank());
  }

  @Test
  void whoeverWouldHaveSentByNowIsSilent() {
    AgentHealth health = AgentHealth.of(List.of(), 5_000, 100, 0, 1, NOW.minusSeconds(840), NOW);
    assertThat(health.word()).isEqualTo("Silent for 14 min");
    assertThat(health.detail()).isEqualTo("14 runs would have come by now");
  }

  @Test
  void whoeverSeldomSendsIsNotSilentYet() {
    AgentHealth health = AgentHealth.of(List.of(), 5_000, 20, 0, 0.1, NOW.minusSeconds(840), NOW);
    assertThat(health.word()).isEqualTo("Steady");
  }

  @Test
  void manyFailuresAreSaidWithoutADetector() {
    AgentHealth health = AgentHealth.of(List.of(), 5_000, 100, 0.125, 1, NOW, NOW);
    assertThat(health.detail()).isEqualTo("12.5 % of runs end without success");
  }

  @Test
  void tooFewRunsAreLearningAndNotSteady() {
    AgentHealth health = AgentHealth.of(List.of(), 430, 100, 0, 1, NOW, NOW);
    assertThat(health.word()).isEqualTo("Learning");
    assertThat(health.detail()).isEqualTo("430 of 2,000 runs before drift is judged");
  }

  private static Finding finding(Severity severity) {
    long onset = NOW.minusSeconds(1_200).toEpochMilli();
    return new Finding(
        "00000000000000000000000000000001",
        1,
        "drift.distribution",
        "run.duration",
        Slice.ofAgent("default", "production", "shop"),
        severity,
        FindingState.OPEN,
        false,
        onset,
        onset,
        onset,
        0,
        0.5,
        "longer",
        "",
        Map.of(),
        1,
        List.of());
  }
}
