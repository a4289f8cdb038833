package dev.leeway.webui.agent;

import dev.leeway.storage.query.SeriesStatus;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.WindowPoint;
import java.util.List;
import java.util.Optional;

/**
 * One signal of one agent in the range, and what it is compared with.
 *
 * @param status where it stands now; empty where no detector watches it
 */
record SignalReading(
    String signal,
    List<WindowPoint> series,
    SignalValues now,
    SignalValues baseline,
    Optional<SeriesStatus> status) {
  SignalReading {
    series = List.copyOf(series);
  }

  boolean categorical() {
    return !now.categories().isEmpty() || !baseline.categories().isEmpty();
  }
}
