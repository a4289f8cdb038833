package dev.leeway.signals.condition.provider;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.traffic.AgentCalls;
import dev.leeway.signals.condition.traffic.CallCounts;
import dev.leeway.signals.condition.traffic.UsualShare;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the calls of one agent's versions ended in the last minutes, whichever provider they went to:
 * windows tell one dimension at a time. Not thread-safe.
 */
final class VersionCalls {
  static final int VERSIONS_MAX = 20;

  /** One more than is judged, since that ends a minute earlier. */
  static final long KEPT_MILLIS = (AgentCalls.NOW_MINUTES + 1) * Minute.MILLIS;

  private static final int VERSION = 1;

  private final TreeMap<Long, TreeMap<String, CallCounts>> minutes = new TreeMap<>();

  boolean isEmpty() {
    return minutes.isEmpty();
  }

  /** False where the minute has no room for another version. */
  boolean add(long minuteStart, String version, CallCounts counts) {
    minutes.headMap(minuteStart + Minute.MILLIS - KEPT_MILLIS, false).clear();
    TreeMap<String, CallCounts> versions =
        minutes.computeIfAbsent(minuteStart, minute -> new TreeMap<>());
    if (versions.size() >= VERSIONS_MAX && !versions.containsKey(version)) {
      return false;
    }
    versions.merge(version, counts, CallCounts::plus);
    return true;
  }

  /** The one version for which calls fail, three times as often as for all others together. */
  Optional<String> onlyHit(long endMillis) {
    Map<String, CallCounts> now = new TreeMap<>();
    minutes
        .subMap(endMillis - AgentCalls.NOW_MINUTES * Minute.MILLIS, endMillis)
        .values()
        .forEach(versions ->
            versions.forEach((version, counts) -> now.merge(version, counts, CallCounts::plus)));
    now.values().removeIf(counts -> counts.calls() < ProviderVerdict.CALLS_MIN);
    List<String> hit = now.keySet().stream().filter(version -> isHit(version, now)).toList();
    return now.size() > 1 && hit.size() == 1 ? Optional.of(hit.getFirst()) : Optional.empty();
  }

  private static boolean isHit(String version, Map<String, CallCounts> now) {
    CallCounts one = now.getOrDefault(version, CallCounts.NONE);
    long failed = -one.failed();
    long calls = -one.calls();
    for (CallCounts counts : now.values()) {
      failed += counts.failed();
      calls += counts.calls();
    }
    double limit =
        new UsualShare(failed, calls)
            .limit(ProviderVerdict.FAILED_RATIO_MIN, ProviderVerdict.FAILED_SHARE_MIN);
    return one.failed() >= ProviderVerdict.FAILED_EACH_MIN && one.failedShare() >= limit;
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION).number(minutes.size());
    minutes.forEach((start, versions) -> {
      writer.number(start / Minute.MILLIS).number(versions.size());
      versions.forEach((version, counts) -> {
        writer.text(version);
        counts.encode(writer);
      });
    });
    return writer.bytes();
  }

  static VersionCalls decode(byte @Nullable [] bytes) {
    VersionCalls calls = new VersionCalls();
    if (bytes == null) {
      return calls;
    }
    StateReader reader = new StateReader(bytes, VERSION);
    for (int left = reader.size(); left > 0; left--) {
      TreeMap<String, CallCounts> versions = new TreeMap<>();
      calls.minutes.put(reader.number() * Minute.MILLIS, versions);
      for (int more = reader.size(); more > 0; more--) {
        versions.put(reader.text(), CallCounts.decode(reader));
      }
    }
    return calls;
  }
}
