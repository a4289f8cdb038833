package dev.leeway.signals.source.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.source.SourceCarrier;
import dev.leeway.signals.source.SourceLag;
import dev.leeway.signals.source.SourceMark;
import dev.leeway.signals.source.SourcePromise;
import dev.leeway.signals.source.SourceStatus;
import dev.leeway.signals.source.SourceTimes;
import dev.leeway.signals.source.SourceUpdate;
import dev.leeway.signals.source.SourceUse;
import dev.leeway.signals.source.SourceVolume;
import dev.leeway.signals.window.Observation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sightings of the table of orders, and the watch over it under a hand-moved clock. */
final class Orders implements SourceOutput {
  static final long MINUTE = 60_000;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  /** 2026-11-02T10:00:00Z. */
  static final long START = 1_793_613_600_000L;

  static final String ENVIRONMENT = "production";

  final List<RuleHit> hits = new ArrayList<>();
  final List<Observation> observations = new ArrayList<>();
  private final SourceTerms.Book terms;
  private SourceWatch watch;
  private long nowMillis = START;

  Orders(SourceTerms terms) {
    this.terms = (environment, source) -> terms;
    this.watch = new SourceWatch("acme", "orders", this.terms);
  }

  static Orders unpromised() {
    return new Orders(SourceTerms.DEFAULTS);
  }

  static Orders promisedEvery(double seconds) {
    return new Orders(new SourceTerms(new SourcePromise(null, seconds), true, true, true, null));
  }

  /** Arrives when it was observed. */
  Orders live(SourceUpdate update) {
    passUntil(update.times().observedMillis());
    return saw(update);
  }

  /** Arrives now. */
  Orders saw(SourceUpdate update) {
    watch.saw(update, nowMillis, this);
    return this;
  }

  /** Time passes; the watch is looked at whenever it wants to be, through its own bytes. */
  Orders passUntil(long untilMillis) {
    int looks = 0;
    while (watch.nextLookMillis(nowMillis) <= untilMillis) {
      assertThat(looks++).as("looks without an end").isLessThan(2_000);
      nowMillis = Math.max(nowMillis + 1, watch.nextLookMillis(nowMillis));
      watch.look(nowMillis, this);
      watch = SourceWatch.of("acme", "orders", terms, watch.bytes());
    }
    nowMillis = Math.max(nowMillis, untilMillis);
    return this;
  }

  long now() {
    return nowMillis;
  }

  SourceWatch watch() {
    return watch;
  }

  List<String> words() {
    return hits.stream().map(hit -> hit.course() + " " + hit.effectText()).toList();
  }

  @Override
  public void observation(Observation observation) {
    observations.add(observation);
  }

  @Override
  public void hit(RuleHit hit) {
    hits.add(hit);
  }

  static SourceUpdate load(long atMillis) {
    return update(SourceTimes.at(atMillis).loaded(atMillis), SourceStatus.SUCCESS);
  }

  static SourceUpdate load(long atMillis, long rows, double nulls) {
    return with(load(atMillis), new SourceVolume(rows, null, nulls), null, null, atMillis);
  }

  static SourceUpdate failure(long atMillis) {
    return update(SourceTimes.at(atMillis), SourceStatus.FAILED);
  }

  /** The number of successful runs, as a counter tells it. */
  static SourceUpdate counted(long atMillis, double successes) {
    return with(
        update(SourceTimes.at(atMillis), SourceStatus.SUCCESS),
        SourceVolume.NONE,
        new SourceMark("runs", successes),
        null,
        atMillis);
  }

  static SourceUpdate use(long atMillis, String agent, long trace) {
    return use(SourceTimes.at(atMillis), agent, trace, null);
  }

  static SourceUpdate use(
      SourceTimes times, String agent, long trace, @Nullable Double limitSeconds) {
    return new SourceUpdate(
        "acme",
        "orders",
        "table",
        ENVIRONMENT,
        SourceCarrier.ATTRIBUTES,
        SourceStatus.UNKNOWN,
        times,
        "",
        "",
        limitSeconds,
        SourceVolume.NONE,
        SourceLag.NONE,
        null,
        new SourceUse(agent, new TraceId(0, trace), trace),
        "",
        times.observedMillis());
  }

  /** The same, taken by the broker later. */
  static SourceUpdate appended(SourceUpdate update, long appendMillis) {
    return with(update, update.volume(), update.mark(), update.maxStalenessSeconds(), appendMillis);
  }

  private static SourceUpdate update(SourceTimes times, SourceStatus status) {
    return new SourceUpdate(
        "acme",
        "orders",
        "table",
        "",
        SourceCarrier.OPENLINEAGE,
        status,
        times,
        "",
        "",
        null,
        SourceVolume.NONE,
        SourceLag.NONE,
        null,
        SourceUse.NONE,
        "",
        times.observedMillis());
  }

  private static SourceUpdate with(
      SourceUpdate update,
      SourceVolume volume,
      @Nullable SourceMark mark,
      @Nullable Double limit,
      long appendMillis) {
    return new SourceUpdate(
        update.tenantId(),
        update.sourceId(),
        update.sourceType(),
        update.environment(),
        update.carrier(),
        update.status(),
        update.times(),
        update.version(),
        update.runId(),
        limit,
        volume,
        update.lag(),
        mark,
        update.use(),
        update.detail(),
        appendMillis);
  }
}
