package dev.leeway.simulator.fleet;

import io.opentelemetry.api.common.Attributes;
import java.util.List;

/**
 * A run of an agent that is going to happen: its root and, in the order of their ends, what is
 * below it.
 *
 * @param identity what its ids are made of
 */
record PlannedRun(
    AgentProfile agent,
    String identity,
    long startNanos,
    long endNanos,
    Attributes attributes,
    String errorMessage,
    List<PlannedSpan> spans) {
  PlannedRun {
    spans = List.copyOf(spans);
  }
}
