package dev.leeway.signals.drift;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;

/**
 * Keeps how much of each agent's runs came, and of all agents of an environment together, so that a
 * finding says on how much of the traffic it rests. Not thread-safe.
 */
public final class CoverageShelf {
  /** What runs say of it. */
  public static final String SIGNAL = "telemetry.coverage";

  /** What findings in state have: how much came is asked each time that one is told. */
  static final double NOT_TOLD_YET = 1;

  private static final int MINUTE_SECONDS = 60;

  private final MonitorStore store;

  CoverageShelf(MonitorStore store) {
    this.store = store;
  }

  void saw(WindowPartial partial) {
    if (partial.signal().equals(SIGNAL) && partial.slice().wholeAgent()) {
      add(partial, partial.slice());
      add(partial, allAgents(partial.slice()));
    }
  }

  /** The finding with the share that is known since its onset. */
  Finding told(Finding finding) {
    byte[] bytes = store.get(keyOf(finding.slice()));
    return finding.withCoverage(
        bytes == null ? Double.NaN : KeptSpans.decode(bytes).shareSince(finding.onsetMillis()));
  }

  private void add(WindowPartial partial, Slice agent) {
    String key = keyOf(agent);
    byte[] bytes = store.get(key);
    KeptSpans kept = bytes == null ? new KeptSpans() : KeptSpans.decode(bytes);
    boolean wholeHour = partial.windowSeconds() > MINUTE_SECONDS;
    kept.add(partial.windowStartMillis(), wholeHour, partial.count(), partial.sum());
    store.put(key, kept.encode());
  }

  private static Slice allAgents(Slice slice) {
    return Slice.ofAgent(slice.tenantId(), slice.environment(), Dimensions.ALL);
  }

  private static String keyOf(Slice slice) {
    return String.join("\0", "k", slice.environment(), slice.agent());
  }
}
