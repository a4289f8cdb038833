package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.SpanFixture;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunLimits;
import dev.leeway.signals.run.TraceAssembly;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Runs with all their signals, of traces that the tests make of span fixtures. */
final class RunFixture {
  static final SignalCatalogue CATALOGUE = SignalCatalogue.standard();
  private static final TraceAssembly ASSEMBLY = CATALOGUE.assembly(RunLimits.defaults());

  private RunFixture() {}

  /** The only run of a trace that is over. */
  static Run run(SpanFixture... spans) {
    List<Run> runs = closed(Arrays.stream(spans).map(SpanFixture::event).toList());
    if (runs.size() != 1) {
      throw new AssertionError("expected one run, came " + runs);
    }
    return runs.getFirst();
  }

  static List<Run> closed(Collection<AgentEvent> events) {
    return ASSEMBLY.assemble(events, Long.MAX_VALUE).runs();
  }

  static List<Run> at(Collection<AgentEvent> events, long agentClockMillis) {
    return ASSEMBLY.assemble(events, agentClockMillis).runs();
  }

  /** What the run's observation says of a numeric signal. */
  static OptionalDouble value(String signal, SpanFixture... spans) {
    return valueIn(CATALOGUE.observationOf(run(spans)), signal);
  }

  /** What the span's observation says of a numeric signal. */
  static OptionalDouble spanValue(String signal, SpanFixture span) {
    return valueIn(CATALOGUE.observationOf(span.event()), signal);
  }

  private static OptionalDouble valueIn(Optional<Observation> observation, String signal) {
    return observation.stream()
        .flatMap(said -> said.measurements().stream())
        .filter(measurement -> measurement.signal().equals(signal))
        .mapToDouble(Measurement::value)
        .findFirst();
  }
}
