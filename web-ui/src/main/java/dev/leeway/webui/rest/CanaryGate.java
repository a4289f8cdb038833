package dev.leeway.webui.rest;

import dev.leeway.signals.drift.canary.Decision;
import java.util.Arrays;
import java.util.Locale;

/**
 * Which of Flagger's hooks asks, and so which verdicts it wants to hear as a success. Flagger reads
 * the status alone: 2xx opens a gate.
 */
enum CanaryGate {
  /** Of a {@code rollout} hook, asked at each step: opens unless harm is proven. */
  ROLLOUT {
    @Override
    boolean opens(Decision decision) {
      return decision != Decision.ROLLBACK;
    }
  },
  /** Of a {@code confirm-promotion} hook: opens once each margin is excluded. */
  PROMOTION {
    @Override
    boolean opens(Decision decision) {
      return decision == Decision.PROMOTE;
    }
  },
  /** Of a {@code rollback} hook, whose success is to roll back: opens when harm is proven. */
  ROLLBACK {
    @Override
    boolean opens(Decision decision) {
      return decision == Decision.ROLLBACK;
    }
  };

  abstract boolean opens(Decision decision);

  static CanaryGate of(String name) {
    return Arrays.stream(values())
        .filter(gate -> gate.word().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "gate: expected rollout, promotion or rollback, came " + name));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
