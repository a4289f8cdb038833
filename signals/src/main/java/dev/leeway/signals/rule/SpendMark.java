package dev.leeway.signals.rule;

/**
 * The limit that a run has gone furthest into.
 *
 * @param share of the limit that was used; 1 is at the limit
 * @param usual what 99 of 100 earlier runs of the agent stayed within; zero where the limit is one
 *     for all agents
 * @param learnedFrom runs that this was learned from
 */
public record SpendMark(SpendMeasure measure, double share, double usual, long learnedFrom) {
  static final SpendMark NONE = new SpendMark(SpendMeasure.STEPS, 0, 0, 0);

  /** Whether it is what no run may take, and not what is unusual for this agent. */
  public boolean absolute() {
    return usual == 0;
  }
}
