package dev.leeway.telemetry.freshness;

import dev.leeway.signals.event.Hashes;
import dev.leeway.signals.source.SourceLag;
import dev.leeway.signals.source.SourceMark;
import dev.leeway.signals.source.SourceStatus;
import dev.leeway.signals.source.SourceTime;
import dev.leeway.signals.source.SourceTimes;
import dev.leeway.signals.source.SourceUse;
import dev.leeway.telemetry.freshness.FoundSources.Gathering;
import dev.leeway.telemetry.freshness.KnownPoints.Known;
import dev.leeway.telemetry.freshness.MetricRules.Match;
import dev.leeway.telemetry.wire.MalformedWire;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What metrics say of data sources: those of {@link MetricRules}, and any point with {@code
 * data_source.*} attributes. Of all other metrics only the name is read. Says nothing of requests
 * that cannot be read: the metric decoder sets those aside. Not thread-safe.
 */
public final class MetricSources {
  /** The attribute that says how an update ended. */
  static final String RESULT = "status";

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final double AGE_SECONDS_MAX = 400.0 * 86_400;

  private final SignalWalk walk = new SignalWalk();
  private final MetricPoints points = new MetricPoints();

  /**
   * Reads the bytes of an ExportMetricsServiceRequest.
   *
   * @param appendMillis the broker's append time
   */
  public FoundSources of(String tenantId, byte[] request, long appendMillis) {
    Gathering found = new Gathering();
    KnownPoints known;
    try {
      known = read(tenantId, request, appendMillis, found);
    } catch (MalformedWire e) {
      return FoundSources.NONE;
    }
    addKnown(tenantId, known.points(), appendMillis, found);
    found.beyondLimit(known.beyondLimit());
    return found.close();
  }

  /** The points of known metrics; what the others say is gathered. */
  KnownPoints read(String tenantId, byte[] request, long appendMillis, Gathering found) {
    boolean namesSource = ByteSearch.namesSource(request);
    KnownPoints known = new KnownPoints();
    walk.over(
        request,
        (resource, from, to) -> {
          Match match = MetricRules.of(points.nameOf(request, from, to));
          if (match != null) {
            points.read(
                request,
                from,
                to,
                resource,
                point -> known.add(new Known(match.rule(), match.idInName(), point)));
          } else if (namesSource) {
            points.read(
                request,
                from,
                to,
                resource,
                point -> addTold(tenantId, point, appendMillis, found));
          }
        });
    return known;
  }

  static long millisOf(long nanos, long appendMillis) {
    return nanos <= 0 ? appendMillis : nanos / NANOS_PER_MILLI;
  }

  private static void addTold(
      String tenantId, MetricPoint point, long appendMillis, Gathering found) {
    Map<String, String> said = point.said();
    if (!said.containsKey(SourceKeys.AS_OF) && !said.containsKey(SourceKeys.LOADED_AT)) {
      return;
    }
    String id = SourceKeys.first(said, SourceKeys.IDS);
    if (id.isEmpty()) {
      found.unnamed();
    } else {
      found.add(sightingOf(tenantId, point, appendMillis).told(id, said));
    }
  }

  private static void addKnown(
      String tenantId, List<Known> known, long appendMillis, Gathering found) {
    Set<String> tagged = new HashSet<>();
    for (Known each : known) {
      if (each.idInName().isEmpty()) {
        tagged.add(each.rule().name() + '\0' + idOf(each));
      }
    }
    ConsumerLags lags = new ConsumerLags();
    for (Known each : known) {
      String id = each.idInName().isEmpty() ? idOf(each) : each.idInName();
      boolean twice = !each.idInName().isEmpty() && tagged.contains(each.rule().name() + '\0' + id);
      if (id.isEmpty()) {
        found.unnamed();
      } else if (each.rule().isConsumerLag()) {
        lags.add(each.rule(), id, each.point());
      } else if (!twice) {
        addMeasured(tenantId, each, id, appendMillis, found);
      }
    }
    lags.close(tenantId, appendMillis, found);
  }

  private static String idOf(Known known) {
    String said = known.point().said().getOrDefault(SourceKeys.ID, "");
    if (!said.isEmpty()) {
      return said;
    }
    List<String> ids = known.rule().ids();
    return SourceKeys.first(known.point().said(), ids.isEmpty() ? SourceKeys.IDS : ids);
  }

  private static void addMeasured(
      String tenantId, Known known, String id, long appendMillis, Gathering found) {
    MetricRule rule = known.rule();
    MetricPoint point = known.point();
    double value = point.value();
    Sighting seen = sightingOf(tenantId, point, appendMillis);
    SourceTimes times = SourceTimes.at(seen.observedMillis());
    SourceStatus status = statusOf(rule, point);
    SourceLag lag = SourceLag.NONE;
    SourceMark mark = null;
    switch (rule.measure()) {
      case AS_OF_AGE_SECONDS -> {
        if (!isAge(value)) {
          return;
        }
        times = times.asOf(seen.observedMillis() - (long) (value * 1_000));
        lag = new SourceLag(value, null, "");
      }
      case LOADED_AGE_SECONDS -> {
        if (!isAge(value)) {
          return;
        }
        times = times.loaded(seen.observedMillis() - (long) (value * 1_000));
      }
      case LOADED_AT -> times = times.loaded(SourceTime.millisOf(value));
      case DELAY_MILLIS -> {
        if (!isAge(value / 1_000)) {
          return;
        }
        lag = new SourceLag(value / 1_000, null, "");
      }
      case SUCCESSES, FAILURES, RESULTS -> {
        if (!point.delta()) {
          mark = new SourceMark(seriesOf(rule, point), value);
        } else if (!(value > 0)) {
          return;
        } else if (status == SourceStatus.SUCCESS) {
          times = times.loaded(seen.observedMillis());
        }
      }
      case PARTITION_LAG_RECORDS, TOPIC_LAG_RECORDS, PARTITION_LAG_SECONDS ->
          throw new IllegalArgumentException("lags are folded: " + rule);
    }
    found.add(
        seen.measured(
            id, rule.sourceType(), rule.carrier(), status, times, lag, mark, point.said()));
  }

  /** Numbers of another counter, of another start, or with other attributes say nothing here. */
  private static String seriesOf(MetricRule rule, MetricPoint point) {
    long attributes = point.attributes().hash();
    long hash = Hashes.hash64(point.startNanos() + " " + Long.toHexString(attributes));
    return rule.name() + '#' + Long.toHexString(hash);
  }

  private static SourceStatus statusOf(MetricRule rule, MetricPoint point) {
    return switch (rule.measure()) {
      case SUCCESSES, LOADED_AT -> SourceStatus.SUCCESS;
      case FAILURES -> SourceStatus.FAILED;
      case RESULTS -> SourceKeys.statusOf(point.said().getOrDefault(RESULT, "success"));
      case AS_OF_AGE_SECONDS,
          LOADED_AGE_SECONDS,
          DELAY_MILLIS,
          PARTITION_LAG_RECORDS,
          TOPIC_LAG_RECORDS,
          PARTITION_LAG_SECONDS ->
          SourceStatus.UNKNOWN;
    };
  }

  private static boolean isAge(double seconds) {
    return seconds >= 0 && seconds <= AGE_SECONDS_MAX;
  }

  private static Sighting sightingOf(String tenantId, MetricPoint point, long appendMillis) {
    return new Sighting(
        tenantId,
        SourceKeys.first(point.said(), SourceKeys.ENVIRONMENTS),
        SourceUse.NONE,
        millisOf(point.nanos(), appendMillis),
        appendMillis);
  }
}
