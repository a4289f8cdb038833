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

  /** No version is called so. */
  private static final String ALL = "";

  private static final int VERSION = 1;

  private final TreeMap<Long, TreeMap<String, CallCounts>> minutes = new TreeMap<>();

  boolean isEmpty() {
    return minutes.isEmpty();
  }

  /** False where the minute has no room for another version. */
  boolean add(long minuteStart, String version, CallCounts counts) {
    Map<String, CallCounts> versions = minute(minuteStart);
    if (versions.size() >= VERSIONS_MAX && !versions.containsKey(version)) {
      return false;
    }
    versions.merge(version, counts, CallCounts::plus);
    return true;
  }

  /** After its versions: all calls of the agent, those of no version among them. */
  void addAll(long minuteStart, CallCounts counts) {
    minute(minuteStart).merge(ALL, counts, CallCounts::plus);
  }

  private Map<String, CallCounts> minute(long start) {
    minutes.headMap(start + Minute.MILLIS - KEPT_MILLIS, false).clear();
    return minutes.computeIfAbsent(start, minute -> new TreeMap<>());
  }

  /**
   * The one version for which calls to a provider fail, three times as often as for all others
   * together. Which version called which provider is not known; so only calls count that must have
   * gone there. Where another version may have called nothing but other providers, it can't be told
   * whether the version is hit or the provider.
   *
   * @param there all calls of the agent to that provider in the minutes that are judged
   */
  Optional<String> onlyHit(CallCounts there, long endMillis) {
    Map<String, CallCounts> now = new TreeMap<>();
    minutes
        .subMap(endMillis - AgentCalls.NOW_MINUTES * Minute.MILLIS, endMillis)
        .values()
        .forEach(versions ->
            versions.forEach((version, counts) -> now.merge(version, counts, CallCounts::plus)));
    CallCounts all = now.getOrDefault(ALL, CallCounts.NONE);
    now.remove(ALL);
    CallCounts ofVersions = now.values().stream().reduce(CallCounts.NONE, CallCounts::plus);
    // Minutes that were kept before all calls were lack them.
    long ofNoVersion = Math.max(0, all.calls() - ofVersions.calls());
    long failed = Math.max(all.failed(), ofVersions.failed());
    now.values().removeIf(counts -> counts.calls() < ProviderVerdict.CALLS_MIN);
    List<String> hit =
        now.entrySet().stream()
            .filter(one -> isOfOthersToo(one.getValue(), ofNoVersion, there))
            .filter(one -> isHit(one.getValue(), failed - one.getValue().failed(), there))
            .map(Map.Entry::getKey)
            .toList();
    return now.size() > 1 && hit.size() == 1 ? Optional.of(hit.getFirst()) : Optional.empty();
  }

  /** Whether enough calls to the provider must be of other versions, by number alone. */
  private static boolean isOfOthersToo(CallCounts one, long ofNoVersion, CallCounts there) {
    return there.calls() - one.calls() - ofNoVersion >= ProviderVerdict.CALLS_MIN;
  }

  /**
   * Whether one is hit, at the best for it.
   *
   * @param othersFailed calls of all others, whomever they called
   */
  private static boolean isHit(CallCounts one, long othersFailed, CallCounts there) {
    long othersThere = there.calls() - one.calls();
    long failed = Math.min(one.failed(), there.failed() - othersFailed);
    double share = (double) failed / Math.min(one.calls(), there.calls());
    double limit =
        new UsualShare(Math.min(othersFailed, othersThere), othersThere)
            .limit(ProviderVerdict.FAILED_RATIO_MIN, ProviderVerdict.FAILED_SHARE_MIN);
    return failed >= ProviderVerdict.FAILED_EACH_MIN && share >= limit;
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
