package dev.leeway.webui.source;

import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.SliceSignal;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowPoint;
import dev.leeway.storage.query.WindowStep;
import dev.leeway.storage.query.WindowStore;
import dev.leeway.webui.config.WebUiConfig;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Reads how runs went by the source that they used, from windows. */
@Service
class SourceQuality {
  /** Sources of agents, the busiest. */
  static final int READ_MAX = 100;

  private static final int POINTS = 2;

  private static final Comparator<SourceRuns> BY_AGENT =
      Comparator.comparing((SourceRuns runs) -> runs.slice().environment())
          .thenComparing(runs -> runs.slice().agent())
          .thenComparing(Comparator.comparingLong(SourceRuns::runs).reversed())
          .thenComparing(SourceRuns::source);

  private final WindowStore windows;
  private final String tenantId;

  SourceQuality(WindowStore windows, WebUiConfig config) {
    this.windows = windows;
    tenantId = config.tenantId();
  }

  /** An agent's sources stand together, since they are to be compared. */
  List<SourceRuns> in(TimeRange range, Instant now) {
    List<Slice> slices =
        windows.slicesBy(tenantId, Dimensions.DATA_SOURCE, SourceRuns.RUNS, range, now).stream()
            .limit(READ_MAX)
            .toList();
    Map<SliceSignal, List<WindowPoint>> read =
        windows.seriesOf(slices, SourceRuns.SIGNALS, range, WindowStep.of(range, POINTS, now));
    return slices.stream()
        .map(slice ->
            SourceRuns.of(
                slice,
                signal ->
                    read.getOrDefault(new SliceSignal(slice, signal), List.of()).stream()
                        .map(WindowPoint::values)
                        .reduce(SignalValues.EMPTY, SignalValues::plus)))
        .sorted(BY_AGENT)
        .toList();
  }
}
