package dev.leeway.signals.drift.sequential;

/** Which way a share moved. */
public enum Side {
  UP,
  DOWN
}
