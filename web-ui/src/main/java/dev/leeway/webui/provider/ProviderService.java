package dev.leeway.webui.provider;

import dev.leeway.signals.condition.forecast.Trend;
import dev.leeway.signals.condition.limit.HeadroomForecast;
import dev.leeway.signals.condition.limit.NearestLimit;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.FindingFilter;
import dev.leeway.storage.query.FindingStore;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.SliceSignal;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowPoint;
import dev.leeway.storage.query.WindowStep;
import dev.leeway.storage.query.WindowStore;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Puts together what all agents saw of each provider, the worst first. */
@Service
public class ProviderService {
  private static final String DURATION = "llm.duration";
  private static final String HEADROOM = "rate_limit.headroom";
  private static final List<String> LIMITS = List.of(HEADROOM, NearestLimit.SIGNAL);
  private static final List<String> SIGNALS = List.of(CallOutcomes.SIGNAL, DURATION);
  private static final int POINTS = 40;
  private static final WindowStep MINUTES = new WindowStep(60, 60);

  private final WindowStore windows;
  private final FindingStore findings;
  private final WebUiSettings settings;
  private final String tenantId;

  ProviderService(
      WindowStore windows, FindingStore findings, WebUiSettings settings, WebUiConfig config) {
    this.windows = windows;
    this.findings = findings;
    this.settings = settings;
    tenantId = config.tenantId();
  }

  private record Key(String environment, String provider) {
    static Key of(Slice slice) {
      return new Key(slice.environment(), slice.value());
    }
  }

  /** Every provider that was called in the range. */
  public List<ProviderReading> readings(TimeRange range) {
    Instant now = settings.clock().instant();
    List<Slice> slices =
        windows.slicesBy(tenantId, Dimensions.PROVIDER, CallOutcomes.SIGNAL, range, now);
    WindowStep step = WindowStep.of(range, POINTS, now);
    Map<SliceSignal, List<WindowPoint>> series = windows.seriesOf(slices, SIGNALS, range, step);
    Map<SliceSignal, List<WindowPoint>> headroom = windows.seriesOf(slices, LIMITS, range, step);
    Map<SliceSignal, List<WindowPoint>> lows = lows(slices, now);
    Map<Key, List<Slice>> byProvider = new LinkedHashMap<>();
    slices.forEach(
        slice -> byProvider.computeIfAbsent(Key.of(slice), key -> new ArrayList<>()).add(slice));
    Map<Key, List<Finding>> told = told(range);
    List<ProviderReading> readings = new ArrayList<>();
    byProvider.forEach((key, of) ->
        readings.add(
            new ProviderReading(
                key.environment(),
                key.provider(),
                of.stream().map(slice -> use(slice, series, headroom, lows)).toList(),
                spark(of, CallOutcomes.SIGNAL, series, range, step, SignalValues::count),
                spark(of, CallOutcomes.SIGNAL, series, range, step, CallOutcomes::failedShare),
                spark(of, DURATION, series, range, step, values -> values.quantile(0.95)),
                told.getOrDefault(key, List.of()))));
    readings.sort(
        Comparator.comparing(ProviderReading::fault)
            .thenComparing(Comparator.comparingLong(ProviderService::calls).reversed()));
    return readings;
  }

  private static long calls(ProviderReading reading) {
    return reading.outcomes().count();
  }

  /** Minute by minute, as the detector sees them. */
  private Map<SliceSignal, List<WindowPoint>> lows(List<Slice> slices, Instant now) {
    Instant end = MINUTES.floor(now);
    return windows.seriesOf(
        slices,
        LIMITS,
        TimeRange.before(end, Duration.ofMinutes(HeadroomForecast.MINUTES)),
        MINUTES);
  }

  private static AgentUse use(
      Slice slice,
      Map<SliceSignal, List<WindowPoint>> series,
      Map<SliceSignal, List<WindowPoint>> headroom,
      Map<SliceSignal, List<WindowPoint>> lows) {
    Optional<HeadroomForecast> forecast =
        forecast(lows.getOrDefault(new SliceSignal(slice, HEADROOM), List.of()));
    return new AgentUse(
        slice.agent(),
        total(slice, CallOutcomes.SIGNAL, series),
        total(slice, DURATION, series),
        total(slice, HEADROOM, headroom),
        forecast,
        total(slice, NearestLimit.SIGNAL, forecast.isPresent() ? lows : headroom));
  }

  private static Optional<HeadroomForecast> forecast(List<WindowPoint> minutes) {
    return HeadroomForecast.of(
        minutes.stream()
            .filter(point -> !point.values().distribution().isEmpty())
            .map(point ->
                new Trend.Point(
                    point.at().toEpochMilli(),
                    point.values().quantile(HeadroomForecast.LOW_QUANTILE)))
            .toList());
  }

  private static SignalValues total(
      Slice slice, String signal, Map<SliceSignal, List<WindowPoint>> series) {
    return series.getOrDefault(new SliceSignal(slice, signal), List.of()).stream()
        .map(WindowPoint::values)
        .reduce(SignalValues.EMPTY, SignalValues::plus);
  }

  private static List<@Nullable Double> spark(
      List<Slice> slices,
      String signal,
      Map<SliceSignal, List<WindowPoint>> series,
      TimeRange range,
      WindowStep step,
      ToDoubleFunction<SignalValues> value) {
    Map<Instant, SignalValues> together = new TreeMap<>();
    for (Slice slice : slices) {
      series
          .getOrDefault(new SliceSignal(slice, signal), List.of())
          .forEach(point -> together.merge(point.at(), point.values(), SignalValues::plus));
    }
    List<@Nullable Double> spark = new ArrayList<>();
    for (Instant at = step.floor(range.from());
        at.isBefore(range.to());
        at = at.plusSeconds(step.stepSeconds())) {
      SignalValues here = together.getOrDefault(at, SignalValues.EMPTY);
      double number = here.isEmpty() ? Double.NaN : value.applyAsDouble(here);
      spark.add(Double.isNaN(number) ? null : number);
    }
    return spark;
  }

  private Map<Key, List<Finding>> told(TimeRange range) {
    Map<Key, List<Finding>> told = new LinkedHashMap<>();
    for (Finding finding :
        findings.list(tenantId, range, FindingFilter.ANY, FindingStore.LIST_MAX)) {
      boolean ofProvider = finding.slice().dimension().equals(Dimensions.PROVIDER);
      boolean ofCalls =
          finding.signal().startsWith("provider.") || finding.signal().startsWith("rate_limit.");
      if (ofProvider && ofCalls && !finding.history()) {
        told.computeIfAbsent(Key.of(finding.slice()), key -> new ArrayList<>()).add(finding);
      }
    }
    return told;
  }
}
