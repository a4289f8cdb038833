package dev.leeway.signals.condition.telemetry;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.window.MergedWindow;
import java.util.List;
import java.util.function.Consumer;

/**
 * An agent's telemetry became such that less can be told of it: each {@link TelemetryFault} over
 * the last twenty to thirty minutes, from twenty runs on.
 */
public final class TelemetryWatch implements Condition {
  private static final String KEY = "telemetry";

  @Override
  public String name() {
    return KEY;
  }

  @Override
  public Want wants(String signal, String dimension) {
    return dimension.isEmpty() && Telemetry.SIGNALS.contains(signal) ? Want.COUNTS : Want.NOTHING;
  }

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    TelemetryBook book = TelemetryBook.decode(memory.get(KEY));
    for (MergedWindow window : minute.windows()) {
      book.add(minute.startMillis(), Telemetry.of(window));
    }
    memory.put(KEY, book.encode(), minute.endMillis() + TelemetryBook.KEPT_MILLIS);
    Telemetry now = book.now();
    if (now.runs() < TelemetryFault.RUNS_MIN) {
      return;
    }
    Telemetry before = book.before();
    for (TelemetryFault fault : TelemetryFault.values()) {
      fault.of(now, before).map(said -> hit(fault, said, minute)).ifPresent(hits);
    }
  }

  private static RuleHit hit(TelemetryFault fault, TelemetryFault.Said said, Minute minute) {
    List<String> examples =
        minute.of(fault.signal(), minute.agent()).map(MergedWindow::exemplars).orElse(List.of());
    return new RuleHit(
        "rule.telemetry",
        fault.signal(),
        minute.agent(),
        fault.severity(),
        minute.endMillis(),
        said.effect(),
        said.text(),
        said.evidence(),
        examples);
  }
}
