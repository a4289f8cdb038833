package dev.leeway.webui.serving;

import dev.leeway.signals.serving.Knee;
import dev.leeway.signals.serving.ThroughputCurve;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.AgentStore;
import dev.leeway.storage.query.ServingStore;
import dev.leeway.storage.query.SliceSignal;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowPoint;
import dev.leeway.storage.query.WindowStep;
import dev.leeway.storage.query.WindowStore;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.range.RangeChoice;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Reads the page of serving. */
@Service
class ServingService {
  private static final int POINTS = 240;
  private static final WindowStep MINUTES = new WindowStep(60, 60);
  private static final Duration OUTLOOK = Duration.ofMinutes(31);

  /** The most minutes that are read at once. */
  private static final Duration CURVE = Duration.ofMinutes(WindowStep.POINTS_MAX - 10);

  private final ServingStore serving;
  private final WindowStore windows;
  private final CapacityReader capacity;
  private final WebUiSettings settings;
  private final String tenantId;

  ServingService(
      ServingStore serving,
      WindowStore windows,
      AgentStore agents,
      WebUiSettings settings,
      WebUiConfig config) {
    this.serving = serving;
    this.windows = windows;
    this.capacity = new CapacityReader(agents, windows);
    this.settings = settings;
    tenantId = config.tenantId();
  }

  /**
   * The page.
   *
   * @param chosen which replica or GPU is shown over time; empty for the most urgent
   */
  ServingPage page(RangeChoice choice, String chosen) {
    Instant now = settings.clock().instant();
    TimeRange range = choice.resolve(now);
    // Outlooks are those at the end of the range, so that a past night can be looked at.
    Instant end = range.to().isBefore(now) ? range.to() : now;
    List<Slice> places = apart(serving.places(tenantId, range, now));
    PlaceSeries lately = read(places, TimeRange.before(end, OUTLOOK), MINUTES, end);
    List<PlaceLine> lines =
        places.stream().map(lately::line).sorted(PlaceLine.MOST_URGENT).toList();
    Optional<PlaceLine> line =
        lines.stream()
            .filter(one -> one.key().equals(chosen))
            .findFirst()
            .or(() -> lines.stream().findFirst());
    return new ServingPage(
        range,
        lines,
        line.map(one -> reading(one, range, end, now)),
        capacity.lines(tenantId, range, end));
  }

  /** Owners that tell their replicas apart don't stand among them. */
  private static List<Slice> apart(List<Slice> places) {
    Set<Slice> toldApart = new HashSet<>();
    for (Slice place : places) {
      if (!place.wholeAgent()) {
        toldApart.add(Slice.ofAgent(place.tenantId(), place.environment(), place.agent()));
      }
    }
    return places.stream().filter(place -> !toldApart.contains(place)).toList();
  }

  private PlaceReading reading(PlaceLine line, TimeRange range, Instant end, Instant now) {
    Slice place = line.place();
    WindowStep step = WindowStep.of(range, POINTS, now);
    PlaceSeries shown = read(List.of(place), range, step, end);
    ThroughputCurve curve =
        line.gpu()
            ? new ThroughputCurve()
            : read(List.of(place), TimeRange.before(end, CURVE), MINUTES, end).curve(place);
    return new PlaceReading(
        line,
        step,
        shown.of(place, line.resource().signal()),
        shown.of(place, PlaceSeries.QUEUE),
        shown.of(place, PlaceSeries.BATCH),
        Knee.of(curve),
        curve.steps());
  }

  private PlaceSeries read(List<Slice> places, TimeRange range, WindowStep step, Instant end) {
    Map<SliceSignal, List<WindowPoint>> series =
        windows.seriesOf(places, PlaceSeries.SIGNALS, range, step);
    return new PlaceSeries(series, end);
  }
}
