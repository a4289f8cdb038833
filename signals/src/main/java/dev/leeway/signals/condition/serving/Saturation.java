package dev.leeway.signals.condition.serving;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.serving.Knee;
import dev.leeway.signals.serving.ThroughputCurve;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Slice;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A replica works beyond its {@link Knee}, or at the largest batch that it was ever seen with, for
 * minutes in which its queue or the time in it grew: what comes in is more than what goes out, and
 * more requests at once won't help.
 */
public final class Saturation implements Condition {
  private static final String BATCH = "serve.batch_size";
  private static final String TOKENS = "serve.tokens";
  private static final String QUEUE = "serve.queue_depth";
  private static final String QUEUE_TIME = "queue.time";
  private static final Set<String> SIGNALS = Set.of(BATCH, TOKENS, QUEUE, QUEUE_TIME);
  private static final double SECONDS = 60;

  /** A batch within this of the largest one is as large. */
  private static final double NEARLY = 0.97;

  private static final long CURVE_KEPT_MILLIS = 5 * 24 * 60 * Minute.MILLIS;

  private final ServingSettings settings;

  public Saturation(ServingSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "saturation";
  }

  @Override
  public Want wants(String signal, String dimension) {
    return SIGNALS.contains(signal) && Places.judged(dimension, Dimensions.REPLICA)
        ? Want.COUNTS
        : Want.NOTHING;
  }

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    for (MergedWindow batches : Places.of(minute, BATCH, Dimensions.REPLICA)) {
      if (batches.count() > 0) {
        judge(minute, batches, memory, hits);
      }
    }
  }

  private void judge(Minute minute, MergedWindow batches, Memory memory, Consumer<RuleHit> hits) {
    Slice slice = batches.slice();
    String curveKey = Places.key("curve", slice);
    ThroughputCurve curve = ThroughputCurve.of(memory.get(curveKey));
    minute
        .of(TOKENS, slice)
        .ifPresent(
            tokens -> curve.add(minute.startMillis(), batches.mean(), tokens.sum() / SECONDS));
    memory.put(curveKey, curve.bytes(), minute.endMillis() + CURVE_KEPT_MILLIS);
    String recentKey = Places.key("recent", slice);
    RecentLoad recent = RecentLoad.decode(memory.get(recentKey));
    recent.add(
        new RecentLoad.Load(
            minute.startMillis(),
            batches.mean(),
            minute.of(QUEUE, slice).map(MergedWindow::mean).orElse(Double.NaN),
            minute.of(QUEUE_TIME, slice).map(MergedWindow::mean).orElse(Double.NaN)));
    memory.put(recentKey, recent.encode(), minute.endMillis() + RecentLoad.KEPT_MILLIS);
    judge(batches, Knee.of(curve), recent, hits);
  }

  private void judge(MergedWindow batches, Knee knee, RecentLoad recent, Consumer<RuleHit> hits) {
    double limit =
        switch (knee) {
          case Knee.TooFew few -> Double.NaN;
          case Knee.Unseen unseen -> NEARLY * unseen.batchMost();
          case Knee.Found found -> found.batch();
        };
    if (Double.isNaN(limit)) {
      return;
    }
    int minutes = recent.minutesAtLeast(limit);
    RecentLoad.Growth growth =
        minutes >= settings.saturatedMinutes() ? recent.growth(minutes) : null;
    if (growth != null) {
      hits.accept(hit(batches, knee, limit, recent.batch(), minutes, growth));
    }
  }

  private static RuleHit hit(
      MergedWindow batches,
      Knee knee,
      double limit,
      double batch,
      int minutes,
      RecentLoad.Growth growth) {
    Map<String, Double> evidence =
        new TreeMap<>(
            Map.of(
                "batch",
                batch,
                "batch_limit",
                limit,
                "minutes",
                (double) minutes,
                "waiting",
                growth.level(),
                "waiting_growth_per_minute",
                growth.perMinute()));
    if (knee instanceof Knee.Found found) {
      evidence.put("tokens_per_second_per_request", found.perRequest());
      evidence.put("tokens_per_second_per_request_beyond", found.perRequestBeyond());
      evidence.put("tokens_per_second_at_knee", found.throughput());
    }
    return new RuleHit(
        "rule.saturation",
        BATCH,
        batches.slice(),
        Severity.WARNING,
        batches.toMillis(),
        batch / limit,
        "%s works on %s requests at once for %d min, %s; %s %s, %s more each minute"
            .formatted(
                Places.words(batches.slice()),
                Numbers.plain(Math.rint(batch)),
                minutes,
                words(knee),
                Numbers.plain(growth.level()),
                growth.what(),
                Numbers.plain(growth.perMinute())),
        evidence,
        batches.exemplars());
  }

  private static String words(Knee knee) {
    return switch (knee) {
      case Knee.TooFew few -> "";
      case Knee.Unseen unseen -> "the most that it was seen with";
      case Knee.Found found ->
          "beyond its knee at %s, where %s tokens/s grow by %s a request, %s before"
              .formatted(
                  Numbers.plain(Math.rint(found.batch())),
                  Numbers.plain(Math.rint(found.throughput())),
                  Numbers.plain(Math.max(0, found.perRequestBeyond())),
                  Numbers.plain(found.perRequest()));
    };
  }
}
