package dev.leeway.signals.drift;

import dev.leeway.signals.drift.DeploymentBook.Deployment;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Since when a change holds, in words: a time, and the deployment that it came with or after. */
record Since(long onsetMillis, Optional<Deployment> deployment) {
  private static final long DAY = 86_400_000;

  /**
   * With the newest deployment, if its version is still young at the onset or a day old at most.
   *
   * @param withinMillis a pane: an onset is told to the pane, a deployment to the moment
   */
  static Since of(long onsetMillis, DeploymentBook book, long runsNeeded, long withinMillis) {
    return new Since(
        onsetMillis,
        book.newest(onsetMillis + withinMillis)
            .filter(deployment ->
                deployment.runs() < runsNeeded || onsetMillis - deployment.atMillis() <= DAY));
  }

  static Since of(long onsetMillis) {
    return new Since(onsetMillis, Optional.empty());
  }

  String words() {
    String at = Numbers.timeOfDay(onsetMillis);
    return deployment.map(deployment -> words(deployment, at)).orElse("since " + at);
  }

  /** How long after the deployment the change began; empty without one. */
  Map<String, Double> evidence() {
    return deployment
        .map(deployed -> Map.of("seconds_after_deploy", secondsAfter(deployed)))
        .orElse(Map.of());
  }

  private String words(Deployment deployed, String at) {
    Duration after = Duration.ofSeconds((long) secondsAfter(deployed));
    if (after.toMinutes() < 15) {
      return "since deploy %s at %s".formatted(deployed.version(), at);
    }
    return "since %s, %s after deploy %s"
        .formatted(
            at,
            after.toHours() < 2 ? after.toMinutes() + " min" : after.toHours() + " h",
            deployed.version());
  }

  private double secondsAfter(Deployment deployed) {
    return Math.max(0, onsetMillis - deployed.atMillis()) / 1_000.0;
  }
}
