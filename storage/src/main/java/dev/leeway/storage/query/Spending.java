package dev.leeway.storage.query;

import java.util.List;

/**
 * Who used most of an agent within a range, and what all its runs used.
 *
 * @param top the most expensive first; of equal cost, those with most tokens; one without an id
 *     stands for all runs that tell none
 * @param spenders how many there are that are told, those that are not listed among them
 */
public record Spending(List<Spender> top, long spenders, long runs, long tokens, double costUsd) {
  public static final Spending NONE = new Spending(List.of(), 0, 0, 0, 0);

  public Spending {
    top = List.copyOf(top);
  }

  /** Whether no run tells whose it is. */
  public boolean anonymous() {
    return spenders == 0;
  }

  /** Share of the cost of all runs; NaN where none is known. */
  public double costShare(Spender of) {
    return of.costUsd() / costUsd;
  }

  /** Share of the tokens of all runs; NaN where none are known. */
  public double tokenShare(Spender of) {
    return (double) of.tokens() / tokens;
  }
}
