package dev.leeway.telemetry;

import dev.leeway.signals.metric.MetricPoint;
import dev.leeway.telemetry.RefusedSpans.Range;
import dev.leeway.telemetry.convention.CompiledConventions;
import dev.leeway.telemetry.convention.Conventions;
import dev.leeway.telemetry.convention.KeyTable;
import dev.leeway.telemetry.metric.MetricNames;
import dev.leeway.telemetry.metric.NamedMetric;
import dev.leeway.telemetry.wire.MalformedWire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From the bytes of an ExportMetricsServiceRequest to points under canonical names.
 *
 * <p>Never throws for what strangers sent, as {@link SpanDecoder} does not: a metric that is not
 * protobuf is set aside with all its points, its neighbours are decoded. Keeps what it learned
 * about names and keys from one request to the next, within bounds. Not thread-safe: one decoder
 * per thread.
 */
public final class MetricDecoder {
  private static final int NAMES_REMEMBERED_MAX = 8_192;

  private final KeyTable keys;
  private final RequestWalk walk;
  private final MetricHead head = new MetricHead();
  private final MetricMapper mapper;
  private final Map<String, NamedMetric> names = new Memo<>(NAMES_REMEMBERED_MAX);

  public MetricDecoder() {
    this(SpanLimits.defaults());
  }

  public MetricDecoder(SpanLimits limits) {
    CompiledConventions conventions = new CompiledConventions(Conventions.ALL);
    keys = new KeyTable(conventions);
    walk = new RequestWalk(keys, conventions, limits);
    mapper = new MetricMapper(keys, conventions, limits);
  }

  /**
   * Decodes one request.
   *
   * @param tenant from the credential, never empty
   * @param otlp is read, not kept
   * @param appendMillis the broker's append time, which points without a time get
   */
  public DecodedMetrics decode(String tenant, byte[] otlp, long appendMillis) {
    Batch batch = new Batch(tenant, otlp, appendMillis);
    try {
      walk.over(tenant, otlp, batch);
    } catch (MalformedWire e) {
      String detail = String.valueOf(e.getMessage());
      return new DecodedMetrics(
          List.of(),
          List.of(new Undecodable(Undecodable.MALFORMED_REQUEST, detail, 1, otlp)),
          1,
          0,
          Map.of());
    }
    return batch.close();
  }

  /** How often strangers filled the table of attribute keys. */
  public long keyTableRestarts() {
    return keys.restarts();
  }

  /** What one request gave so far. */
  private final class Batch implements RequestWalk.Reader {
    private final String tenant;
    private final byte[] request;
    private final long appendMillis;
    private final List<MetricPoint> points = new ArrayList<>();
    private final List<Range> metrics = new ArrayList<>();
    private final Map<String, Integer> best = new HashMap<>();
    private final Map<String, Integer> unknown = new HashMap<>();
    private final Map<String, RefusedSpans> refused = new HashMap<>();
    private int superseded;

    Batch(String tenant, byte[] request, long appendMillis) {
      this.tenant = tenant;
      this.request = request;
      this.appendMillis = appendMillis;
    }

    /** A scope's metrics are read when all their names are known: some tell the same. */
    @Override
    public void item(int from, int to) {
      metrics.add(new Range(from, to));
      try {
        head.read(request, from, to);
        named().rankInto(best);
      } catch (MalformedWire e) {
        // It is refused when its turn comes.
      }
    }

    @Override
    public void scopeEnd() {
      mapper.scope(tenant, request, walk);
      for (Range metric : metrics) {
        read(metric);
      }
      metrics.clear();
      best.clear();
    }

    private void read(Range metric) {
      int before = points.size();
      try {
        head.read(request, metric.from(), metric.to());
        NamedMetric named = named();
        mapper.map(head, named, best, appendMillis, points);
        count(named, before);
      } catch (MalformedWire e) {
        points.subList(before, points.size()).clear();
        String detail = String.valueOf(e.getMessage());
        refused
            .computeIfAbsent(
                Undecodable.MALFORMED_METRIC, reason -> new RefusedSpans(reason, detail, request))
            .add(walk.resourceRange(), walk.scopeRange(), metric, pointsOf(metric));
      }
    }

    private NamedMetric named() {
      return names.computeIfAbsent(head.name(), MetricNames.standard()::of);
    }

    private void count(NamedMetric named, int before) {
      int added = points.size() - before;
      if (!named.isKnown() && added > 0) {
        unknown.merge(MetricMapper.familyOf(named.name()), added, Integer::sum);
      }
      if (named.isKnown()) {
        for (MetricPoint point : points.subList(before, points.size())) {
          superseded += point.series().readings().get(0).metric().equals(named.name()) ? 1 : 0;
        }
      }
    }

    /** As many as its bytes show, at least one. */
    private int pointsOf(Range metric) {
      int[] found = {0};
      try {
        head.read(request, metric.from(), metric.to());
        head.points((from, to) -> found[0]++);
      } catch (MalformedWire e) {
        return Math.max(1, found[0]);
      }
      return Math.max(1, found[0]);
    }

    DecodedMetrics close() {
      List<Undecodable> undecodable =
          refused.values().stream().map(RefusedSpans::toUndecodable).toList();
      int refusedPoints = undecodable.stream().mapToInt(Undecodable::spans).sum();
      return new DecodedMetrics(
          points, undecodable, points.size() + refusedPoints, superseded, unknown);
    }
  }
}
