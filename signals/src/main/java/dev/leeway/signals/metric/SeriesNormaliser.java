package dev.leeway.signals.metric;

import dev.leeway.signals.metric.SeriesState.Stream;
import dev.leeway.signals.metric.Step.Increase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the points of any series additive: state and point in, state and what the point adds out.
 * Stateless.
 *
 * <p>Cumulative points become the difference to the one before. A value below the one before, or a
 * later start, is a restart, and all of the value is new. A series' first point is a baseline if it
 * doesn't say since when it counts or has counted for more than a day, and so is the first that is
 * known of a process that may have been forgotten. Levels, which are gauges and cumulative sums
 * that may fall, pass as they are; so do deltas. What comes twice adds nothing, in whatever order.
 *
 * <p>Totals are exact in this sense: over any subset of a cumulative series' points that contains
 * the last one of each process, the increases add up to the same.
 */
public final class SeriesNormaliser {
  /** A series that nobody knew, and that counts for longer, may have been known and forgotten. */
  private static final long FIRST_NANOS_MAX = 24 * 3_600_000_000_000L;

  private SeriesNormaliser() {}

  public static Step next(SeriesState state, MetricPoint point) {
    MetricSeries series = point.series();
    if (series.isUnspecified()) {
      return nothing(state, Verdict.UNSPECIFIED);
    }
    if (!point.recorded()) {
      // What is known stays: a series that comes back goes on where it was.
      return nothing(state, Verdict.STALE);
    }
    if (!isValid(point)) {
      return nothing(state, Verdict.INVALID);
    }
    boolean single = series.isLevel() || series.temporality() == Temporality.DELTA;
    return single ? single(state, point) : cumulative(state, point);
  }

  /** A point that doesn't build on others. */
  private static Step single(SeriesState state, MetricPoint point) {
    long time = point.timeNanos();
    if (state.seen().has(time)) {
      return nothing(state, Verdict.DUPLICATE);
    }
    boolean level = point.series().isLevel();
    long after = !level && point.startIsKnown() ? point.startNanos() : time - 1;
    SeriesState next =
        new SeriesState(
            state.seen().plus(after, time),
            state.streams(),
            state.forgottenNanos(),
            layoutAfter(state, point));
    return new Step(
        next,
        Verdict.STORED,
        new Increase(
            level || !point.startIsKnown() ? 0 : after,
            point.totals(),
            layoutMark(state, point) | sumMark(point.totals())));
  }

  private static Step cumulative(SeriesState state, MetricPoint point) {
    int at = streamOf(state, point);
    if (at < 0) {
      return begun(state, point);
    }
    Stream before = state.streams().get(at);
    if (point.timeNanos() > before.timeNanos()) {
      return grown(state, at, point);
    }
    boolean same = point.timeNanos() == before.timeNanos();
    return nothing(state, same ? Verdict.DUPLICATE : Verdict.OUT_OF_ORDER);
  }

  /** The stream that a point goes on with, or -1. */
  private static int streamOf(SeriesState state, MetricPoint point) {
    if (!point.startIsKnown()) {
      // Nothing tells processes apart. One that starts anew is told by its falling value.
      return state.streams().isEmpty() ? -1 : 0;
    }
    for (int at = 0; at < state.streams().size(); at++) {
      if (state.streams().get(at).startNanos() == point.startNanos()) {
        return at;
      }
    }
    return -1;
  }

  private static Step begun(SeriesState state, MetricPoint point) {
    if (point.timeNanos() <= state.forgottenNanos()) {
      return nothing(state, Verdict.OUT_OF_ORDER);
    }
    SeriesState next = with(state, -1, point);
    if (!point.startIsKnown() || mayHaveBeenCounted(state, point)) {
      return nothing(next, Verdict.BASELINE);
    }
    Mark mark = state.isNew() ? Mark.FIRST : Mark.RESET;
    return new Step(next, Verdict.STORED, whole(state, point, point.startNanos(), mark));
  }

  private static boolean mayHaveBeenCounted(SeriesState state, MetricPoint point) {
    return state.isNew()
        ? point.timeNanos() - point.startNanos() > FIRST_NANOS_MAX
        : point.startNanos() <= state.forgottenNanos();
  }

  private static Step grown(SeriesState state, int at, MetricPoint point) {
    Stream before = state.streams().get(at);
    SeriesState next = with(state, at, point);
    Totals now = point.totals();
    Totals then = before.totals();
    boolean number = point.series().kind() == MetricKind.SUM;
    if (number ? now.sum() < then.sum() : now.count() < then.count()) {
      return new Step(next, Verdict.STORED, whole(state, point, before.timeNanos(), Mark.RESET));
    }
    Optional<Shape> added =
        then.count() == 0 ? Optional.of(now.shape()) : now.shape().since(then.shape());
    Totals increase =
        new Totals(now.sum() - then.sum(), now.count() - then.count(), added.orElse(NoShape.NONE));
    int marks = layoutMark(state, point) | sumMark(increase);
    return new Step(
        next,
        Verdict.STORED,
        new Increase(
            before.timeNanos(),
            increase,
            added.isPresent() ? marks : marks | Mark.UNDISTRIBUTED.bit()));
  }

  /** All that a point has counted. */
  private static Increase whole(SeriesState state, MetricPoint point, long start, Mark mark) {
    Totals totals = point.totals();
    return new Increase(start, totals, mark.bit() | layoutMark(state, point) | sumMark(totals));
  }

  private static Step nothing(SeriesState state, Verdict verdict) {
    return new Step(state, verdict, null);
  }

  /** The state with a point as the newest of its stream, which comes first. */
  private static SeriesState with(SeriesState state, int at, MetricPoint point) {
    List<Stream> streams = new ArrayList<>(state.streams());
    if (at >= 0) {
      streams.remove(at);
    }
    streams.add(0, new Stream(point.startNanos(), point.timeNanos(), point.totals()));
    long forgotten = state.forgottenNanos();
    if (streams.size() > SeriesState.STREAMS_MAX) {
      forgotten = Math.max(forgotten, streams.remove(streams.size() - 1).timeNanos());
    }
    return new SeriesState(state.seen(), streams, forgotten, layoutAfter(state, point));
  }

  private static long layoutAfter(SeriesState state, MetricPoint point) {
    long layout = point.totals().shape().layout();
    return layout == 0 ? state.layout() : layout;
  }

  private static int layoutMark(SeriesState state, MetricPoint point) {
    long layout = point.totals().shape().layout();
    boolean changed = state.layout() != 0 && layout != 0 && state.layout() != layout;
    return changed ? Mark.LAYOUT_CHANGED.bit() : 0;
  }

  private static int sumMark(Totals totals) {
    return Double.isNaN(totals.sum()) ? Mark.NO_SUM.bit() : 0;
  }

  /** A histogram or summary may lack its sum; a number may not be none. */
  private static boolean isValid(MetricPoint point) {
    double sum = point.totals().sum();
    boolean number =
        point.series().kind() == MetricKind.GAUGE || point.series().kind() == MetricKind.SUM;
    return Math.abs(sum) < Double.POSITIVE_INFINITY || (Double.isNaN(sum) && !number);
  }
}
