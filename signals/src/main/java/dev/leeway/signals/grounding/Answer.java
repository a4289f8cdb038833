package dev.leeway.signals.grounding;

import dev.leeway.signals.grounding.ActionTrail.Action;
import java.util.List;

/**
 * One text that was said to the user, as far as it can be checked.
 *
 * @param textHash of the whole text: what two spans report of one answer counts once
 * @param wordCount of all words
 * @param hedged whether it says that it doesn't know
 * @param dropped claims beyond the limit
 */
record Answer(
    long spanId,
    long millis,
    long textHash,
    List<Claim> claims,
    List<Action> actions,
    int wordCount,
    boolean hedged,
    int dropped) {
  Answer {
    claims = List.copyOf(claims);
    actions = List.copyOf(actions);
  }
}
