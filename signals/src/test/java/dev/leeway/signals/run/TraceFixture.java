package dev.leeway.signals.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.SpanFixture;
import java.util.Arrays;
import java.util.List;

/** Runs of traces that the tests make of span fixtures, assembled without any signal. */
final class TraceFixture {
  static final TraceAssembly ASSEMBLY = new TraceAssembly(List.of(), RunLimits.defaults());

  private TraceFixture() {}

  static List<AgentEvent> events(SpanFixture... spans) {
    return Arrays.stream(spans).map(SpanFixture::event).toList();
  }

  /** The runs of a trace that is over. */
  static List<Run> runs(SpanFixture... spans) {
    return ASSEMBLY.assemble(events(spans), Long.MAX_VALUE).runs();
  }

  /** The only run of a trace that is over. */
  static Run run(SpanFixture... spans) {
    List<Run> runs = runs(spans);
    if (runs.size() != 1) {
      throw new AssertionError("expected one run, came " + runs);
    }
    return runs.getFirst();
  }
}
