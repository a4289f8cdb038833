package dev.leeway.signals.source.watch;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.source.SourceFacts;
import dev.leeway.signals.source.SourceStatus;
import dev.leeway.signals.source.SourceUpdate;
import dev.leeway.signals.source.UpdateRhythm;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is kept of a source's past, so that it can say what was known at any moment of late. A
 * function of the set of sightings, whatever their order, as far as it is kept. Not thread-safe.
 */
final class SourceHistory {
  private static final int SAID_MAX = 8;

  private final UpdateTimes loads = new UpdateTimes();
  private final UpdateTimes asOfs = new UpdateTimes();
  private final TreeMap<Long, SourceStatus> statuses = new TreeMap<>();
  private final Recent limits = new Recent(SAID_MAX);
  private final Recent rows = new Recent(UpdateTimes.KEPT_MAX);
  private final Recent nullShares = new Recent(UpdateTimes.KEPT_MAX);

  /** Takes in what a sighting tells of the data; what its documents show is no update. */
  void add(SourceUpdate update) {
    long seen = update.times().observedMillis();
    Long loaded = update.times().loadedMillis();
    Long asOf = update.times().asOfMillis();
    if (loaded != null) {
      // A load is known from its own time on, whenever somebody comes to speak of it.
      loads.add(loaded, loaded);
    }
    if (asOf != null) {
      asOfs.add(asOf, seen);
    }
    if (update.status() != SourceStatus.UNKNOWN) {
      addStatus(seen, update.status());
    }
    Double limit = update.maxStalenessSeconds();
    if (limit != null && limits.heldAt(seen) != limit) {
      limits.add(seen, limit);
    }
    if (update.use().agentName().isEmpty()) {
      addVolume(loaded == null ? seen : loaded, update);
    }
  }

  /** The same together with what holds for all environments. */
  SourceHistory and(SourceHistory other) {
    SourceHistory both = new SourceHistory();
    both.addAll(this);
    both.addAll(other);
    return both;
  }

  UpdateTimes loads() {
    return loads;
  }

  Recent rows() {
    return rows;
  }

  Recent nullShares() {
    return nullShares;
  }

  /** What was known at that time. */
  SourceFacts factsAt(long atMillis) {
    Map.Entry<Long, SourceStatus> status = statuses.floorEntry(atMillis);
    double limit = limits.heldAt(atMillis);
    return new SourceFacts(
        asOfs.newestAt(atMillis),
        loads.newestAt(atMillis),
        Double.isNaN(limit) ? null : limit,
        status == null ? SourceStatus.UNKNOWN : status.getValue(),
        status == null ? 0 : status.getKey(),
        updates().until(atMillis));
  }

  UpdateRhythm rhythmAt(long atMillis) {
    return updates().rhythmAt(atMillis);
  }

  /** The first update that was ever told; {@link Long#MAX_VALUE} for none. */
  long firstMillis() {
    return updates().firstMillis();
  }

  /** The times after that one at which something new was known. */
  NavigableSet<Long> newsAfter(long atMillis) {
    TreeSet<Long> times = new TreeSet<>(loads.news());
    times.addAll(asOfs.news());
    times.addAll(statuses.keySet());
    times.addAll(rows.all().keySet());
    times.addAll(nullShares.all().keySet());
    return times.tailSet(atMillis, false);
  }

  /** Load times where there are any: event times of the same updates would count them twice. */
  private UpdateTimes updates() {
    return loads.isEmpty() ? asOfs : loads;
  }

  private void addAll(SourceHistory other) {
    loads.addAll(other.loads);
    asOfs.addAll(other.asOfs);
    other.statuses.forEach(this::addStatus);
    limits.addAll(other.limits);
    rows.addAll(other.rows);
    nullShares.addAll(other.nullShares);
  }

  /** Of two at one time the worse holds. */
  private void addStatus(long atMillis, SourceStatus status) {
    statuses.merge(atMillis, status, (one, two) -> one.compareTo(two) > 0 ? one : two);
    if (statuses.size() > SAID_MAX) {
      statuses.pollFirstEntry();
    }
  }

  private void addVolume(long atMillis, SourceUpdate update) {
    Long count = update.volume().rows();
    if (count != null) {
      rows.add(atMillis, count);
    }
    Double nulls = update.volume().nullShare();
    if (nulls != null) {
      nullShares.add(atMillis, nulls);
    }
  }

  void encode(StateWriter out) {
    loads.encode(out);
    asOfs.encode(out);
    out.number(statuses.size());
    statuses.forEach((at, status) -> out.number(at).text(status.name()));
    limits.encode(out);
    rows.encode(out);
    nullShares.encode(out);
  }

  static SourceHistory decode(StateReader in) {
    SourceHistory history = new SourceHistory();
    history.loads.addAll(UpdateTimes.decode(in));
    history.asOfs.addAll(UpdateTimes.decode(in));
    for (int left = in.size(); left > 0; left--) {
      history.statuses.put(in.number(), SourceStatus.valueOf(in.text()));
    }
    history.limits.decode(in);
    history.rows.decode(in);
    history.nullShares.decode(in);
    return history;
  }
}
