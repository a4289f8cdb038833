package dev.leeway.webui.telemetry;

import dev.leeway.signals.condition.telemetry.Telemetry;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowPoint;
import dev.leeway.storage.query.WindowStep;
import dev.leeway.storage.query.WindowStore;
import dev.leeway.webui.config.WebUiSettings;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Service;

/** Adds up what an agent's runs of a range say of their own telemetry. */
@Service
public final class TelemetryService {
  private static final int POINTS = 60;

  private final WindowStore windows;
  private final InstantSource clock;

  public TelemetryService(WindowStore windows, WebUiSettings settings) {
    this.windows = windows;
    this.clock = settings.clock();
  }

  /** Of the whole agent that a slice is a part of. */
  public Telemetry of(Slice slice, TimeRange range) {
    Slice agent = Slice.ofAgent(slice.tenantId(), slice.environment(), slice.agent());
    WindowStep step = WindowStep.of(range, POINTS, clock.instant());
    Telemetry sum = Telemetry.NONE;
    for (var series : windows.seriesOf(List.of(agent), Telemetry.SIGNALS, range, step).entrySet()) {
      for (WindowPoint point : series.getValue()) {
        sum =
            sum.plus(
                Telemetry.of(
                    series.getKey().signal(), point.values().count(), point.values().sum()));
      }
    }
    return sum;
  }
}
