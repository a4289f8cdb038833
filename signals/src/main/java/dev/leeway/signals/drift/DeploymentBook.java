package dev.leeway.signals.drift;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.window.Dimensions;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of an agent were deployed when, from markers and from the versions that its runs
 * name. Not thread-safe.
 *
 * <p>A version that was never seen, or not for a day while another one was, counts as deployed in
 * the window in which it is seen. What is seen first of all was there before and is no deployment.
 * A marker for a version that no run ever names, as of a prompt, counts all runs of the agent.
 */
final class DeploymentBook {
  static final int VERSIONS_MAX = 32;

  private static final long SILENT_MILLIS = 86_400_000;
  private static final long SEEN_STEP_MILLIS = 600_000;
  private static final long NEVER = Long.MIN_VALUE;
  private static final int VERSION = 1;

  private final TreeMap<String, Entry> versions = new TreeMap<>();

  /**
   * A version.
   *
   * @param firstSeenMillis when a run first named it; {@link #NEVER} for a marker alone
   * @param deployedAtMillis {@link #NEVER} for what was there before
   * @param runs since it was deployed
   */
  private record Entry(
      long firstSeenMillis, long lastSeenMillis, long deployedAtMillis, long runs) {}

  /** A version's beginning. */
  record Deployment(String version, long atMillis, long runs) {}

  /** Whether it changed, and the deployment that was noticed, if one was. */
  record Sight(boolean changed, Optional<Deployment> noticed) {
    private static final Sight NOTHING = new Sight(false, Optional.empty());
    private static final Sight COUNTED = new Sight(true, Optional.empty());
  }

  /** Runs of a version ended in a window. */
  Sight saw(String version, long windowStartMillis, long runs) {
    if (version.equals(Dimensions.OTHER)) {
      return Sight.NOTHING;
    }
    Entry known = versions.get(version);
    if (known == null || known.firstSeenMillis == NEVER) {
      return first(version, windowStartMillis, runs, known);
    }
    boolean back =
        windowStartMillis - known.lastSeenMillis > SILENT_MILLIS
            && seenSince(known.lastSeenMillis, version);
    if (back) {
      put(version, new Entry(known.firstSeenMillis, windowStartMillis, windowStartMillis, runs));
      return new Sight(true, Optional.of(new Deployment(version, windowStartMillis, runs)));
    }
    boolean young = known.deployedAtMillis != NEVER;
    boolean later = windowStartMillis - known.lastSeenMillis >= SEEN_STEP_MILLIS;
    if (!young && !later) {
      return Sight.NOTHING;
    }
    put(
        version,
        new Entry(
            known.firstSeenMillis,
            Math.max(known.lastSeenMillis, windowStartMillis),
            known.deployedAtMillis,
            Math.max(0, known.runs + runs)));
    return Sight.COUNTED;
  }

  /** Runs of the agent ended, of whatever version; says whether that changed anything. */
  boolean sawAgent(long windowStartMillis, long runs) {
    boolean changed = false;
    for (Map.Entry<String, Entry> version : versions.entrySet()) {
      Entry entry = version.getValue();
      if (entry.firstSeenMillis == NEVER && windowStartMillis >= entry.deployedAtMillis) {
        version.setValue(
            new Entry(
                NEVER,
                entry.lastSeenMillis,
                entry.deployedAtMillis,
                Math.max(0, entry.runs + runs)));
        changed = true;
      }
    }
    return changed;
  }

  /** Somebody says that a version was deployed; that outranks what was noticed. */
  void mark(String version, long atMillis) {
    Entry known = versions.get(version);
    if (known == null) {
      put(version, new Entry(NEVER, atMillis, atMillis, 0));
      return;
    }
    boolean same =
        known.deployedAtMillis != NEVER
            && Math.abs(known.deployedAtMillis - atMillis) <= SILENT_MILLIS;
    long runs = same ? known.runs : 0;
    put(version, new Entry(known.firstSeenMillis, known.lastSeenMillis, atMillis, runs));
  }

  /**
   * A marker is taken back: the version counts as it would have without. Of one that was first seen
   * long before or after, nothing better is known than that it was there.
   */
  void unmark(String version, long atMillis) {
    Entry known = versions.get(version);
    if (known == null || known.deployedAtMillis != atMillis) {
      return;
    }
    if (known.firstSeenMillis == NEVER) {
      versions.remove(version);
      return;
    }
    boolean noticed =
        Math.abs(known.firstSeenMillis - atMillis) <= SILENT_MILLIS
            && seenBefore(known.firstSeenMillis);
    long deployedAt = noticed ? known.firstSeenMillis : NEVER;
    put(version, new Entry(known.firstSeenMillis, known.lastSeenMillis, deployedAt, known.runs));
  }

  /** The newest deployment up to a time, while its version has fewer runs than are needed. */
  Optional<Deployment> young(long atMillis, long runsNeeded) {
    return newest(atMillis).filter(deployment -> deployment.runs < runsNeeded);
  }

  /** The newest deployment up to a time. */
  Optional<Deployment> newest(long atMillis) {
    return versions.entrySet().stream()
        .map(version ->
            new Deployment(
                version.getKey(), version.getValue().deployedAtMillis, version.getValue().runs))
        .filter(deployment -> deployment.atMillis != NEVER && deployment.atMillis <= atMillis)
        .max(Comparator.comparingLong(Deployment::atMillis).thenComparing(Deployment::version));
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION);
    writer.number(versions.size());
    versions.forEach((version, entry) ->
        writer
            .text(version)
            .number(entry.firstSeenMillis)
            .number(entry.lastSeenMillis)
            .number(entry.deployedAtMillis)
            .number(entry.runs));
    return writer.bytes();
  }

  static DeploymentBook decode(byte[] bytes) {
    StateReader reader = new StateReader(bytes, VERSION);
    DeploymentBook book = new DeploymentBook();
    int size = reader.size();
    for (int read = 0; read < size; read++) {
      book.versions.put(
          reader.text(),
          new Entry(reader.number(), reader.number(), reader.number(), reader.number()));
    }
    return book;
  }

  private Sight first(String version, long windowStartMillis, long runs, @Nullable Entry marked) {
    if (marked != null) {
      put(version, new Entry(windowStartMillis, windowStartMillis, marked.deployedAtMillis, runs));
      return Sight.COUNTED;
    }
    boolean before = !seenBefore(windowStartMillis);
    long deployedAt = before ? NEVER : windowStartMillis;
    put(version, new Entry(windowStartMillis, windowStartMillis, deployedAt, runs));
    return before
        ? Sight.COUNTED
        : new Sight(true, Optional.of(new Deployment(version, windowStartMillis, runs)));
  }

  private boolean seenBefore(long millis) {
    return versions.values().stream()
        .anyMatch(entry -> entry.firstSeenMillis != NEVER && entry.firstSeenMillis < millis);
  }

  private boolean seenSince(long millis, String butVersion) {
    return versions.entrySet().stream()
        .anyMatch(other ->
            !other.getKey().equals(butVersion) && other.getValue().lastSeenMillis > millis);
  }

  private void put(String version, Entry entry) {
    versions.put(version, entry);
    if (versions.size() > VERSIONS_MAX) {
      versions.entrySet().stream()
          .min(Comparator.comparingLong(other -> other.getValue().lastSeenMillis))
          .map(Map.Entry::getKey)
          .ifPresent(versions::remove);
    }
  }
}
