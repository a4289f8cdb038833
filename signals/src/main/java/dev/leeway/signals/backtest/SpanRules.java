package dev.leeway.signals.backtest;

import java.util.Set;

/**
 * The rules that judge spans, or sightings of data sources, as they come. Windows don't say what
 * they would have found, so a backtest counts what they did find.
 */
final class SpanRules {
  private static final Set<String> DETECTORS = Set.of("rule.loop", "rule.source");

  private SpanRules() {}

  static boolean judges(String detector) {
    return DETECTORS.contains(detector);
  }
}
