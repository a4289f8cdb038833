package dev.leeway.signals.rule;

/** In what a run's spending is measured. */
public enum SpendMeasure {
  STEPS,
  TOKENS,
  USD
}
