package dev.leeway.signals.condition.telemetry;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Slice;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An agent's telemetry became such that less can be told of it: each {@link TelemetryFault} over
 * the last twenty to thirty minutes, from twenty runs on.
 *
 * <p>A version that brings unmapped attributes is told by itself while it is new: at first it is a
 * small part of the agent, and it has no hour before. It is compared with the agent's.
 */
public final class TelemetryWatch implements Condition {
  private static final String KEY = "telemetry";

  @Override
  public String name() {
    return KEY;
  }

  @Override
  public Want wants(String signal, String dimension) {
    boolean ofVersions =
        dimension.equals(Dimensions.VERSION)
            && (signal.equals(Telemetry.RUNS) || signal.equals(Telemetry.UNMAPPED));
    boolean ofAgent = dimension.isEmpty() && Telemetry.SIGNALS.contains(signal);
    return ofVersions || ofAgent ? Want.COUNTS : Want.NOTHING;
  }

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    TelemetryBook book = TelemetryBook.decode(memory.get(KEY));
    for (MergedWindow window : minute.windows()) {
      if (window.slice().wholeAgent()) {
        book.add(minute.startMillis(), Telemetry.of(window));
      }
    }
    memory.put(KEY, book.encode(), minute.endMillis() + TelemetryBook.KEPT_MILLIS);
    Telemetry now = book.now();
    Telemetry before = book.before();
    boolean enough = now.runs() >= TelemetryFault.RUNS_MIN;
    boolean agentToldOfUnmapped = enough && TelemetryFault.UNMAPPED.of(now, before).isPresent();
    for (MergedWindow runs : minute.of(Telemetry.RUNS, Dimensions.VERSION)) {
      Optional<TelemetryFault.Said> brought = unmappedOf(runs, minute, before, memory);
      if (!agentToldOfUnmapped) {
        brought
            .map(said -> hit(TelemetryFault.UNMAPPED, said, minute, runs.slice()))
            .ifPresent(hits);
      }
    }
    if (enough) {
      for (TelemetryFault fault : TelemetryFault.values()) {
        fault.of(now, before).map(said -> hit(fault, said, minute, minute.agent())).ifPresent(hits);
      }
    }
  }

  /** What a version brought that has no hour of its own yet. */
  private static Optional<TelemetryFault.Said> unmappedOf(
      MergedWindow runs, Minute minute, Telemetry agentBefore, Memory memory) {
    String key = KEY + "." + runs.slice().id();
    TelemetryBook book = TelemetryBook.decode(memory.get(key));
    book.add(minute.startMillis(), Telemetry.of(runs));
    minute
        .of(Telemetry.UNMAPPED, runs.slice())
        .ifPresent(window -> book.add(minute.startMillis(), Telemetry.of(window)));
    memory.put(key, book.encode(), minute.endMillis() + TelemetryBook.KEPT_MILLIS);
    boolean judged =
        book.now().runs() >= TelemetryFault.RUNS_MIN
            && book.before().runs() < TelemetryFault.RUNS_MIN
            && !runs.slice().value().equals(Dimensions.OTHER);
    return judged ? TelemetryFault.UNMAPPED.of(book.now(), agentBefore) : Optional.empty();
  }

  private static RuleHit hit(
      TelemetryFault fault, TelemetryFault.Said said, Minute minute, Slice slice) {
    List<String> examples =
        minute.of(fault.signal(), slice).map(MergedWindow::exemplars).orElse(List.of());
    return new RuleHit(
        "rule.telemetry",
        fault.signal(),
        slice,
        fault.severity(),
        minute.endMillis(),
        said.effect(),
        said.text(),
        said.evidence(),
        examples);
  }
}
