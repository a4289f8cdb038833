package dev.leeway.webui.canary;

import dev.leeway.signals.drift.canary.CanarySettings;
import dev.leeway.signals.drift.canary.CanaryVerdict;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.SeenVersion;
import dev.leeway.storage.query.TimeRange;
import java.util.List;
import java.util.Optional;

/**
 * A verdict with what it speaks of.
 *
 * @param baseline empty where there is none
 * @param candidate likewise
 * @param range that was read; empty where nothing was
 * @param versions of the agent, the newest first
 */
public record CanaryReport(
    Slice agent,
    String baseline,
    String candidate,
    Optional<TimeRange> range,
    List<SeenVersion> versions,
    CanarySettings settings,
    CanaryVerdict verdict) {

  public CanaryReport {
    versions = List.copyOf(versions);
  }
}
