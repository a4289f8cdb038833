package dev.leeway.webui.source;

import dev.leeway.signals.catalogue.SourceSignals;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.FindingFilter;
import dev.leeway.storage.query.FindingStore;
import dev.leeway.storage.query.KnownSource;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowPoint;
import dev.leeway.storage.query.WindowStep;
import dev.leeway.storage.query.WindowStore;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.source.SourceReach.AgentReach;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Reads which answers used each source, and what was found about it: from windows and findings. */
@Service
public class SourceReaches {
  private static final int POINTS = 2;

  private final WindowStore windows;
  private final FindingStore findings;
  private final WebUiSettings settings;
  private final String tenantId;

  SourceReaches(
      WindowStore windows, FindingStore findings, WebUiSettings settings, WebUiConfig config) {
    this.windows = windows;
    this.findings = findings;
    this.settings = settings;
    tenantId = config.tenantId();
  }

  private record Key(String environment, String source) {}

  /** What a range shows of all sources. */
  public static final class Reading {
    private final Map<Key, List<AgentReach>> agents = new HashMap<>();
    private final Map<Key, List<Finding>> findings = new HashMap<>();

    /** Findings that were told before anybody used the source stand beside those told since. */
    public SourceReach of(KnownSource source) {
      String id = Dimensions.shortened(source.id());
      Key key = new Key(source.environment(), id);
      List<AgentReach> reached = new ArrayList<>(agents.getOrDefault(key, List.of()));
      reached.sort(
          Comparator.comparingLong(AgentReach::stale)
              .thenComparingLong(AgentReach::answers)
              .reversed()
              .thenComparing(AgentReach::agent));
      List<Finding> told = new ArrayList<>(findings.getOrDefault(key, List.of()));
      if (!source.environment().isEmpty()) {
        told.addAll(findings.getOrDefault(new Key("", id), List.of()));
      }
      return new SourceReach(reached, told);
    }
  }

  public Reading in(TimeRange range) {
    Reading reading = new Reading();
    Instant now = settings.clock().instant();
    List<Slice> slices =
        windows.slicesBy(tenantId, Dimensions.DATA_SOURCE, SourceSignals.ANSWERS, range, now);
    WindowStep step = WindowStep.of(range, POINTS, now);
    windows
        .seriesOf(slices, List.of(SourceSignals.ANSWERS), range, step)
        .forEach((series, points) -> add(series.slice(), points, reading));
    for (Finding finding :
        findings.list(tenantId, range, FindingFilter.ANY, FindingStore.LIST_MAX)) {
      if (finding.slice().dimension().equals(Dimensions.DATA_SOURCE)) {
        reading
            .findings
            .computeIfAbsent(keyOf(finding.slice()), key -> new ArrayList<>())
            .add(finding);
      }
    }
    return reading;
  }

  private static void add(Slice slice, List<WindowPoint> points, Reading reading) {
    SignalValues values =
        points.stream().map(WindowPoint::values).reduce(SignalValues.EMPTY, SignalValues::plus);
    reading
        .agents
        .computeIfAbsent(keyOf(slice), key -> new ArrayList<>())
        .add(
            new AgentReach(
                slice.agent(),
                values.count(),
                values.categories().getOrDefault(SourceSignals.STALE, 0L)));
  }

  private static Key keyOf(Slice slice) {
    return new Key(slice.environment(), slice.value());
  }
}
