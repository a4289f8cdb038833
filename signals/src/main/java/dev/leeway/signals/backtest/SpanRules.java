package dev.leeway.signals.backtest;

import java.util.Set;

/**
 * The rules that judge spans as they come. Windows don't say what they would have found, so a
 * backtest counts what they did find.
 */
final class SpanRules {
  private static final Set<String> DETECTORS = Set.of("rule.loop");

  private SpanRules() {}

  static boolean judges(String detector) {
    return DETECTORS.contains(detector);
  }
}
