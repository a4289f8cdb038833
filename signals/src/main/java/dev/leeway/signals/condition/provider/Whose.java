package dev.leeway.signals.condition.provider;

/** Whose fault it looks like when calls to a provider go wrong. */
enum Whose {
  /** More than half of the agents that use the provider are hit. */
  THEM,
  /** The others that use the provider are well. */
  US,
  /** Only one agent uses the provider: nobody to compare it with. */
  UNTOLD
}
