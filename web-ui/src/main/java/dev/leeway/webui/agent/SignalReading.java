package dev.leeway.webui.agent;

import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.WindowPoint;
import java.util.List;

/** One signal of one agent in the range, and what it is compared with. */
record SignalReading(
    String signal, List<WindowPoint> series, SignalValues now, SignalValues baseline) {
  SignalReading {
    series = List.copyOf(series);
  }

  boolean categorical() {
    return !now.categories().isEmpty() || !baseline.categories().isEmpty();
  }
}
