package dev.leeway.webui.serving;

import dev.leeway.signals.condition.forecast.Trend;
import dev.leeway.signals.condition.serving.Outlook;
import dev.leeway.signals.condition.serving.Resource;
import dev.leeway.signals.condition.serving.ServingSettings;
import dev.leeway.signals.serving.ThroughputCurve;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.ServingStore;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.SliceSignal;
import dev.leeway.storage.query.WindowPoint;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Minutes of replicas and GPUs, and what they say together as the job's conditions would. */
record PlaceSeries(Map<SliceSignal, List<WindowPoint>> series, Instant now) {
  static final String QUEUE = "serve.queue_depth";
  static final String BATCH = "serve.batch_size";
  static final String KV = "serve.kv_util";
  static final String TOKENS = "serve.tokens";
  static final String PREEMPTIONS = "serve.preemptions";
  static final String QUEUE_TIME = "queue.time";
  static final String GPU_USED = "gpu.mem_used";
  static final String GPU_LEFT = "gpu.mem_headroom";
  static final List<String> SIGNALS =
      List.of(QUEUE, BATCH, KV, TOKENS, PREEMPTIONS, QUEUE_TIME, GPU_USED, GPU_LEFT);

  private static final long NOW_SECONDS = 5 * 60;
  private static final double MINUTE_SECONDS = 60;

  List<WindowPoint> of(Slice place, String signal) {
    return series.getOrDefault(new SliceSignal(place, signal), List.of());
  }

  PlaceLine line(Slice place) {
    Resource resource = resourceOf(place);
    List<Trend.Point> used =
        of(place, resource.signal()).stream()
            .map(point ->
                new Trend.Point(point.at().toEpochMilli(), used(resource, point.values().mean())))
            .toList();
    return new PlaceLine(
        place,
        resource,
        Outlook.of(used),
        used(resource, lately(place, resource.signal()).mean()),
        lately(place, QUEUE).mean(),
        lately(place, BATCH).mean(),
        lately(place, QUEUE_TIME).mean(),
        perMinute(place, PREEMPTIONS),
        perMinute(place, TOKENS) / MINUTE_SECONDS,
        lately(place, GPU_USED).mean());
  }

  /** Where no cache is told of, the queue is what fills. */
  private Resource resourceOf(Slice place) {
    if (ServingStore.isGpu(place)) {
      return Resource.GPU_MEMORY;
    }
    return of(place, KV).isEmpty() ? Resource.QUEUE : Resource.KV_CACHE;
  }

  static double used(Resource resource, double mean) {
    return resource.used(mean, ServingSettings.defaults().queueLimit());
  }

  private SignalValues lately(Slice place, String signal) {
    Instant from = now.minusSeconds(NOW_SECONDS);
    return of(place, signal).stream()
        .filter(point -> !point.at().isBefore(from))
        .map(WindowPoint::values)
        .reduce(SignalValues.EMPTY, SignalValues::plus);
  }

  /** By whole minutes: the newest one is not over. */
  private double perMinute(Slice place, String signal) {
    List<WindowPoint> points = of(place, signal);
    Instant from = now.minusSeconds(2 * NOW_SECONDS);
    List<WindowPoint> over =
        points.stream()
            .limit(Math.max(0, points.size() - 1))
            .filter(point -> !point.at().isBefore(from))
            .toList();
    return over.isEmpty()
        ? Double.NaN
        : over.stream().mapToDouble(point -> point.values().sum()).sum() / over.size();
  }

  /** Of minutes, each of which is a point. */
  ThroughputCurve curve(Slice place) {
    Map<Instant, Double> tokens = new HashMap<>();
    of(place, TOKENS).forEach(point -> tokens.put(point.at(), point.values().sum()));
    ThroughputCurve curve = new ThroughputCurve();
    for (WindowPoint point : of(place, BATCH)) {
      Double generated = tokens.get(point.at());
      if (generated != null) {
        curve.add(point.at().toEpochMilli(), point.values().mean(), generated / MINUTE_SECONDS);
      }
    }
    return curve;
  }
}
