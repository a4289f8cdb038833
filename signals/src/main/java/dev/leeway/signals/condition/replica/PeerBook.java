package dev.leeway.signals.condition.replica;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The replicas of one agent, and what is known of each. Not thread-safe. */
final class PeerBook {
  /** Further ones are left out: among so many peers each is compared with enough. */
  static final int REPLICAS_MAX = 100;

  /** A replica that was not seen for so long is new when it comes again. */
  static final long KEPT_MILLIS = 60 * Minute.MILLIS;

  /** One that was odd is nobody's peer for so long. */
  private static final long ODD_MILLIS = 30 * Minute.MILLIS;

  private static final int VERSION = 1;

  private final TreeMap<String, Entry> replicas = new TreeMap<>();

  /** One replica. */
  private static final class Entry {
    long firstMinute;
    long lastMinute;
    long oddMinute = Long.MIN_VALUE;
    final Map<PeerMeasure, PeerEvidence> evidence = new EnumMap<>(PeerMeasure.class);
  }

  /** The replica has runs in that minute; false where there is no room for it. */
  boolean seen(String replica, long minuteStart) {
    Entry entry = replicas.get(replica);
    if (entry == null) {
      if (replicas.size() >= REPLICAS_MAX) {
        return false;
      }
      entry = new Entry();
      entry.firstMinute = minuteStart;
      replicas.put(replica, entry);
    }
    entry.lastMinute = minuteStart;
    return true;
  }

  /** Forgets the replicas that are gone, and all that is older than half an hour. */
  void forgetBefore(long minuteStart) {
    replicas.values().removeIf(entry -> entry.lastMinute < minuteStart - KEPT_MILLIS);
    replicas
        .values()
        .forEach(entry ->
            entry.evidence.values().forEach(evidence -> evidence.forgetBefore(minuteStart)));
  }

  /** Those that were first seen after that time. */
  Set<String> youngerThan(long minuteStart) {
    Set<String> young = new TreeSet<>();
    replicas.forEach((replica, entry) -> {
      if (entry.firstMinute > minuteStart) {
        young.add(replica);
      }
    });
    return young;
  }

  /** Those that were odd lately. */
  Set<String> odd(long minuteStart) {
    Set<String> odd = new TreeSet<>();
    replicas.forEach((replica, entry) -> {
      // Not by a difference, which would overflow where it never was odd.
      if (entry.oddMinute > minuteStart - ODD_MILLIS) {
        odd.add(replica);
      }
    });
    return odd;
  }

  /**
   * From now on nobody is compared with that replica; what the others seemed to be beside it is
   * void, since they were compared with it.
   */
  void isOdd(String replica, long minuteStart) {
    boolean known = odd(minuteStart).contains(replica);
    replicas.forEach((name, entry) -> {
      if (name.equals(replica)) {
        entry.oddMinute = minuteStart;
      } else if (!known) {
        entry.evidence.values().forEach(PeerEvidence::reset);
      }
    });
  }

  PeerEvidence evidenceOf(String replica, PeerMeasure measure) {
    return replicas
        .computeIfAbsent(replica, name -> new Entry())
        .evidence
        .computeIfAbsent(measure, PeerEvidence::new);
  }

  /** By replica, the last half hour by a measure. */
  Map<String, PeerTally> recent(PeerMeasure measure) {
    Map<String, PeerTally> tallies = new TreeMap<>();
    replicas.forEach((replica, entry) -> {
      PeerEvidence evidence = entry.evidence.get(measure);
      if (evidence != null) {
        tallies.put(replica, evidence.recent());
      }
    });
    return tallies;
  }

  /** E-processes that run. */
  int processes() {
    return replicas.values().stream().mapToInt(entry -> entry.evidence.size()).sum();
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION).number(replicas.size());
    replicas.forEach((replica, entry) -> {
      writer.text(replica).number(entry.firstMinute / Minute.MILLIS);
      writer.number(entry.lastMinute / Minute.MILLIS).number(entry.oddMinute);
      writer.number(entry.evidence.size());
      entry.evidence.forEach((measure, evidence) -> {
        writer.text(measure.signal());
        evidence.encode(writer);
      });
    });
    return writer.bytes();
  }

  static PeerBook decode(byte @Nullable [] bytes) {
    PeerBook book = new PeerBook();
    if (bytes == null) {
      return book;
    }
    StateReader reader = new StateReader(bytes, VERSION);
    for (int left = reader.size(); left > 0; left--) {
      String replica = reader.text();
      Entry entry = new Entry();
      entry.firstMinute = reader.number() * Minute.MILLIS;
      entry.lastMinute = reader.number() * Minute.MILLIS;
      entry.oddMinute = reader.number();
      for (int measures = reader.size(); measures > 0; measures--) {
        PeerMeasure measure = PeerMeasure.ofSignal(reader.text()).orElseThrow();
        entry.evidence.put(measure, PeerEvidence.decode(measure, reader));
      }
      book.replicas.put(replica, entry);
    }
    return book;
  }
}
