package dev.leeway.signals.source.watch;

import dev.leeway.signals.catalogue.SourceSignals;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.run.AgentClock;
import dev.leeway.signals.source.FreshnessState;
import dev.leeway.signals.source.SourceMark;
import dev.leeway.signals.source.SourceStatus;
import dev.leeway.signals.source.SourceTimes;
import dev.leeway.signals.source.SourceUpdate;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is watched of one source of a tenant: sightings and the passing of time in;
 * findings that open and close, and what enters windows, out.
 *
 * <p>The source has a clock of its own (an {@link AgentClock}), which its sightings move and which
 * goes on at the wall clock's pace when they stop: so a replay is judged in its own time, and a
 * source that falls silent is told without anything happening. Each moment at which something new
 * was known is judged by what was known then, in order; so within the clock's half minute the order
 * of arrival makes no difference. What a pipeline says without an environment holds for all. State
 * travels as versioned bytes of a few KB. Not thread-safe.
 */
public final class SourceWatch {
  /** Nothing is kept of a source that nobody spoke of for so long, in processing time. */
  public static final long FORGOTTEN_MILLIS = 30 * 86_400_000L;

  static final int ENVIRONMENTS_MAX = 16;

  /**
   * How a source stood half a minute before an answer used it is how the answer stands: updates and
   * uses come by different ways, and neither waits for the other.
   */
  static final long USE_GRACE_MILLIS = AgentClock.ALLOWANCE_MILLIS;

  /** News of a live source wait so long for more, to be judged together. */
  private static final long NEWS_MILLIS = 5_000;

  /** A replay's updates and uses may come one after the other: it is judged when it pauses. */
  private static final long REPLAY_PAUSE_MILLIS = 10_000;

  private static final long REPLAY_WAIT_MILLIS = 120_000;
  private static final long REPLAY_BEHIND_MILLIS = 2 * 3_600_000L;

  /** From this version of the bytes on, they say when the newest stale answer was. */
  static final int VERSION_OF_NEWEST_ANSWER = 2;

  private static final int VERSION = 2;
  private static final long NONE = Long.MIN_VALUE;

  private final String tenantId;
  private final String sourceId;
  private final SourceTerms.Book terms;
  private AgentClock clock = AgentClock.NEW;
  private long judgedMillis = NONE;
  private long newsMillis = NONE;
  private CounterMarks marks = new CounterMarks();
  private final TreeMap<String, SourcePlace> places = new TreeMap<>();

  /** A source that was never seen. */
  public SourceWatch(String tenantId, String sourceId, SourceTerms.Book terms) {
    this.tenantId = tenantId;
    this.sourceId = sourceId;
    this.terms = terms;
  }

  /** A sighting came. */
  public void saw(SourceUpdate sighting, long nowMillis, SourceOutput out) {
    SourceUpdate update = resolved(sighting);
    clock = clock.seen(update.times().observedMillis(), update.appendMillis(), nowMillis);
    newsMillis = newsMillis == NONE ? nowMillis : newsMillis;
    SourcePlace place = placeOf(update.environment());
    measure(update, place.history(), out);
    place.history().add(update);
    answer(update, place, out);
  }

  /** Judges what the source's time has passed since it was last looked at. */
  public void look(long nowMillis, SourceOutput out) {
    long until = clock.at(nowMillis);
    newsMillis = NONE;
    if (until == NONE || until <= judgedMillis) {
      return;
    }
    places.forEach((environment, place) -> {
      if (isJudged(environment)) {
        judge(environment, place, until, out);
      } else {
        // Told before it was known where the source is used; from now on it is told there.
        place.end(until, sliceOf(environment), "told for each environment that uses it", out::hit);
      }
    });
    judgedMillis = until;
  }

  /** Processing time at which {@link #look} has something to do, if nothing comes before. */
  public long nextLookMillis(long nowMillis) {
    if (newsMillis != NONE) {
      boolean replay = nowMillis - clock.greatestMillis() > REPLAY_BEHIND_MILLIS;
      return replay
          ? Math.min(clock.dataMillis() + REPLAY_PAUSE_MILLIS, newsMillis + REPLAY_WAIT_MILLIS)
          : newsMillis + NEWS_MILLIS;
    }
    long next = Long.MAX_VALUE;
    for (Map.Entry<String, SourcePlace> place : places.entrySet()) {
      if (isJudged(place.getKey())) {
        SourceTerms holds = terms.of(place.getKey(), sourceId);
        next =
            Math.min(
                next, place.getValue().nextAfter(judgedMillis, known(place.getValue()), holds));
      }
    }
    long forgotten = forgottenMillis();
    return next == Long.MAX_VALUE ? forgotten : Math.min(forgotten, clock.reaches(next, nowMillis));
  }

  /** Processing time at which it is to be forgotten; never before the first sighting. */
  public long forgottenMillis() {
    return clock.dataMillis() == NONE ? Long.MAX_VALUE : clock.dataMillis() + FORGOTTEN_MILLIS;
  }

  /** Closes what is open, before the source is forgotten. */
  public void end(long nowMillis, SourceOutput out) {
    String words = "nobody has spoken of it for 30 d";
    places.forEach((environment, place) ->
        place.end(clock.at(nowMillis), sliceOf(environment), words, out::hit));
  }

  private void judge(String environment, SourcePlace place, long until, SourceOutput out) {
    SourceTerms holds = terms.of(environment, sourceId);
    SourceHistory known = known(place);
    NavigableSet<Long> moments = new TreeSet<>();
    for (long news : known.newsAfter(judgedMillis).headSet(until, true)) {
      // As it stood before the news: that is when it was too old, or overdue.
      moments.add(Math.max(judgedMillis + 1, news - 1));
      moments.add(news);
    }
    moments.add(until);
    for (long moment : moments) {
      place.judge(moment, sliceOf(environment), known, holds, out::hit);
    }
  }

  /**
   * A counter that moved tells of an update; one that stands still, or is new, tells of nothing.
   */
  private SourceUpdate resolved(SourceUpdate update) {
    SourceMark mark = update.mark();
    if (mark == null) {
      return update;
    }
    SourceTimes times = update.times();
    boolean moved = marks.moved(mark, times.observedMillis());
    boolean loaded = moved && update.status() == SourceStatus.SUCCESS;
    return update.with(
        loaded ? times.loaded(times.observedMillis()) : times,
        moved ? update.status() : SourceStatus.UNKNOWN);
  }

  /** What an update that nobody has told of says for windows. */
  private void measure(SourceUpdate update, SourceHistory history, SourceOutput out) {
    Long loaded = update.times().loadedMillis();
    if (loaded == null || !history.loads().isNews(loaded) || !update.use().agentName().isEmpty()) {
      return;
    }
    List<Measured> measured = new ArrayList<>();
    Long before = history.loads().before(loaded);
    if (before != null && before.equals(history.loads().newestAt(Long.MAX_VALUE))) {
      measured.add(new Measured(SourceSignals.INTERVAL, (loaded - before) / 1_000.0));
    }
    add(measured, SourceSignals.LAG, update.times().pipelineLagSeconds());
    Long rows = update.volume().rows();
    add(measured, SourceSignals.VOLUME, rows == null ? null : rows.doubleValue());
    add(measured, SourceSignals.NULLS, update.volume().nullShare());
    if (!measured.isEmpty()) {
      out.observation(SourceObservation.ofSource(sliceOf(update.environment()), loaded, measured));
    }
  }

  /** One signal's value. */
  record Measured(String signal, double value) {}

  private static void add(List<Measured> to, String signal, @Nullable Double value) {
    if (value != null) {
      to.add(new Measured(signal, value));
    }
  }

  /** An answer used the source: was it stale? Nothing is said where nobody knows. */
  private void answer(SourceUpdate use, SourcePlace place, SourceOutput out) {
    if (use.use().agentName().isEmpty()
        || use.use().traceId() == null
        || !place.answers().isNews(use.use().traceId(), use.use().agentName())) {
      return;
    }
    long at = use.times().observedMillis() - USE_GRACE_MILLIS;
    FreshnessState stood = stood(use, at, place);
    if (stood == FreshnessState.UNKNOWN) {
      return;
    }
    boolean stale = stood == FreshnessState.STALE;
    if (stale) {
      place.answers().add(use.use().traceId(), use.use().agentName(), at);
    }
    out.observation(SourceObservation.ofAnswer(use, stale));
  }

  /** By what the use itself tells, else by what is known of the source. */
  private FreshnessState stood(SourceUpdate use, long at, SourcePlace place) {
    SourceTerms holds = terms.of(use.environment(), sourceId);
    if (!holds.freshness()) {
      return FreshnessState.UNKNOWN;
    }
    SourceHistory known = known(place);
    Double promised = holds.promise().maxAgeSeconds();
    Double limit = promised == null ? known.factsAt(at).maxStalenessSeconds() : promised;
    Long asOf = use.times().asOfMillis();
    if (asOf != null && limit != null) {
      boolean old = use.times().observedMillis() - asOf > Math.round(limit * 1_000);
      return old ? FreshnessState.STALE : FreshnessState.FRESH;
    }
    return new FreshnessTrouble(known, holds.promise()).stoodAt(at);
  }

  private SourceHistory known(SourcePlace place) {
    SourcePlace everywhere = places.get("");
    return everywhere == null || everywhere == place
        ? place.history()
        : place.history().and(everywhere.history());
  }

  /** What holds everywhere is judged by itself only where nobody uses the source. */
  private boolean isJudged(String environment) {
    return !environment.isEmpty() || places.size() == 1;
  }

  private SourcePlace placeOf(String environment) {
    boolean room = places.containsKey(environment) || places.size() < ENVIRONMENTS_MAX;
    return places.computeIfAbsent(room ? environment : Dimensions.OTHER, key -> new SourcePlace());
  }

  private Slice sliceOf(String environment) {
    return Slice.ofAgent(tenantId, environment, Dimensions.ALL)
        .with(Dimensions.DATA_SOURCE, Dimensions.shortened(sourceId));
  }

  public byte[] bytes() {
    StateWriter out = new StateWriter(VERSION);
    out.number(clock.greatestMillis()).number(clock.dataMillis()).number(clock.floorMillis());
    out.number(judgedMillis).number(newsMillis);
    marks.encode(out);
    out.number(places.size());
    places.forEach((environment, place) -> {
      out.text(environment);
      place.encode(out);
    });
    return out.bytes();
  }

  /** The watch that wrote these bytes. */
  public static SourceWatch of(
      String tenantId, String sourceId, SourceTerms.Book terms, byte[] bytes) {
    StateReader in = new StateReader(bytes, VERSION);
    SourceWatch watch = new SourceWatch(tenantId, sourceId, terms);
    watch.clock = new AgentClock(in.number(), in.number(), in.number());
    watch.judgedMillis = in.number();
    watch.newsMillis = in.number();
    watch.marks = CounterMarks.decode(in);
    for (int left = in.size(); left > 0; left--) {
      watch.places.put(in.text(), SourcePlace.decode(in));
    }
    return watch;
  }
}
