package dev.leeway.signals.catalogue;

/** How a signal is judged (drift.md A3, signals.md). */
public enum Detection {
  /** D1: the rate of bad categories against its baseline. */
  RATE,
  /** D2: the distribution of values against its baseline. */
  DISTRIBUTION,
  /** A deterministic condition inside one run or over a short window. */
  RULE,
  /** How fast an error budget burns. */
  BUDGET,
  /** When something will be used up. */
  FORECAST,
  /** One replica against its peers. */
  PEER,
  /** One version against another while both run. */
  CANARY
}
