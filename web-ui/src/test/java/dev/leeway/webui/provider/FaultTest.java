package dev.leeway.webui.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Slice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultTest {

  @Test
  void isReadFromHowManyOfTheAgentsAreHit() {
    assertThat(Fault.of(List.of(errors("__all__", 3, 4)))).isEqualTo(Fault.THEM);
    assertThat(Fault.of(List.of(errors("__all__", 10, 20)))).isEqualTo(Fault.PART);
    assertThat(Fault.of(List.of(errors("__all__", 1, 1)))).isEqualTo(Fault.UNTOLD);
    assertThat(Fault.of(List.of(errors("shop", 1, 3)))).isEqualTo(Fault.US);
    assertThat(Fault.of(List.of())).isEqualTo(Fault.NOBODY);
  }

  @Test
  void theWorstOfSeveralCounts() {
    assertThat(Fault.of(List.of(errors("shop", 1, 3), errors("__all__", 2, 5))))
        .isEqualTo(Fault.PART);
  }

  private static Finding errors(String agent, double hit, double seen) {
    return new Finding(
        "1",
        1,
        "rule.provider",
        "provider.errors",
        Slice.ofAgent("default", "production", agent).with("provider", "openai"),
        Severity.CRITICAL,
        FindingState.OPEN,
        false,
        0,
        0,
        0,
        0,
        0.9,
        "",
        "",
        Map.of("agents_hit", hit, "agents_seen", seen),
        1,
        List.of());
  }
}
