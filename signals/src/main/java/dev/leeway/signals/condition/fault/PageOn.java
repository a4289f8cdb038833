package dev.leeway.signals.condition.fault;

/** From when on somebody is told of a fault, beside what drift and budgets say of its share. */
public enum PageOn {
  /** Never: its share is watched, and that is all. */
  SHARE,
  /** Clearly more runs have it within minutes than usual: a warning. */
  RISE,
  /** A single run has it: critical. */
  FIRST
}
