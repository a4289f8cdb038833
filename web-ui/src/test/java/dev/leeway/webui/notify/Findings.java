package dev.leeway.webui.notify;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Slice;
import java.util.List;
import java.util.Map;

/** Findings for the tests of this package. */
final class Findings {
  private Findings() {}

  static Finding of(String id, long revision, FindingState state, boolean history) {
    return new Finding(
        id,
        revision,
        "drift.distribution",
        "complexity.input_tokens",
        Slice.ofAgent("default", "default", "document-analyst"),
        Severity.WARNING,
        state,
        history,
        1_000,
        2_000,
        3_000,
        state == FindingState.CLOSED ? 4_000 : 0,
        0.4,
        "p90 of input tokens 2,310 → 4,980",
        "baseline-1",
        Map.of("psi", 0.4),
        0.97,
        List.of("0af7651916cd43dd8448eb211c80319c"));
  }
}
