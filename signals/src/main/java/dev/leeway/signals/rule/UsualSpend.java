package dev.leeway.signals.rule;

/**
 * What 99 of 100 earlier traces of an agent stayed within, each measure for itself.
 *
 * @param traces that this was learned from
 * @param steps zero where so many took none, and likewise below: such a measure is not known
 */
public record UsualSpend(long traces, double steps, double tokens, double usd) {
  /** Of an agent of which too little was seen. */
  public static final UsualSpend UNKNOWN = new UsualSpend(0, 0, 0, 0);

  double of(SpendMeasure measure) {
    return switch (measure) {
      case STEPS -> steps;
      case TOKENS -> tokens;
      case USD -> usd;
    };
  }
}
