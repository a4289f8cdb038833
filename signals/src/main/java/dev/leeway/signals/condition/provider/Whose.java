package dev.leeway.signals.condition.provider;

/** Whose fault it looks like when calls to a provider go wrong. */
enum Whose {
  /** More than half of the agents that use the provider are hit, and two at least. */
  THEM,
  /** Two or more are hit, while at least half are well. */
  PART,
  /** One agent is hit, or one version of it, while the others are well. */
  US,
  /** Only one agent uses the provider: nobody to compare it with. */
  UNTOLD
}
