package dev.leeway.signals.source.watch;

import dev.leeway.signals.catalogue.SourceSignals;
import dev.leeway.signals.source.SourceUpdate;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.Slice;
import java.util.List;
import java.util.Map;

/** From what a source says to what enters its windows, and those of the agents that use it. */
final class SourceObservation {
  private SourceObservation() {}

  /** Of an update, in the minute of its load. */
  static Observation ofSource(
      Slice source, long loadedMillis, List<SourceWatch.Measured> measured) {
    return new Observation(
        Slice.ofAgent(source.tenantId(), source.environment(), source.agent()),
        1,
        loadedMillis,
        Map.of(source.dimension(), source.value()),
        measured.stream().map(one -> Measurement.number(one.signal(), onGrid(one))).toList(),
        "");
  }

  /** Of an answer, in the minute of its use of the source. */
  static Observation ofAnswer(SourceUpdate use, boolean stale) {
    return new Observation(
        Slice.ofAgent(use.tenantId(), use.environment(), use.use().agentName()),
        1,
        use.times().observedMillis(),
        Map.of(Dimensions.DATA_SOURCE, Dimensions.shortened(use.sourceId())),
        List.of(
            Measurement.category(
                SourceSignals.ANSWERS, stale ? SourceSignals.STALE : SourceSignals.FRESH)),
        String.valueOf(use.use().traceId()));
  }

  private static double onGrid(SourceWatch.Measured measured) {
    return SourceSignals.unitOf(measured.signal()).onGrid(measured.value());
  }
}
