package dev.leeway.webui.agent;

import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.QueryFailedException;
import dev.leeway.storage.query.SpendBy;
import dev.leeway.storage.query.SpendStore;
import dev.leeway.storage.query.Spending;
import dev.leeway.storage.query.TimeRange;

/**
 * Who used most of an agent, by user and by conversation.
 *
 * @param unread why it could not be read; empty where it was
 */
record SpendReading(Spending users, Spending conversations, String unread) {
  static final SpendReading NONE = new SpendReading(Spending.NONE, Spending.NONE, "");
  private static final int SHOWN = 10;

  /**
   * Sums over all runs of a range may be too much for a limit of the store: that is no reason to
   * show nothing of the agent.
   */
  static SpendReading read(SpendStore spending, Slice agent, TimeRange range) {
    try {
      return new SpendReading(
          spending.of(agent, SpendBy.USER, range, SHOWN),
          spending.of(agent, SpendBy.CONVERSATION, range, SHOWN),
          "");
    } catch (QueryFailedException e) {
      return new SpendReading(Spending.NONE, Spending.NONE, String.valueOf(e.getMessage()));
    }
  }
}
