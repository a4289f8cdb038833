package dev.leeway.webui.agent;

import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.SpendBy;
import dev.leeway.storage.query.SpendStore;
import dev.leeway.storage.query.Spending;
import dev.leeway.storage.query.TimeRange;

/** Who used most of an agent, by user and by conversation. */
record SpendReading(Spending users, Spending conversations) {
  static final SpendReading NONE = new SpendReading(Spending.NONE, Spending.NONE);
  private static final int SHOWN = 10;

  static SpendReading read(SpendStore spending, Slice agent, TimeRange range) {
    return new SpendReading(
        spending.of(agent, SpendBy.USER, range, SHOWN),
        spending.of(agent, SpendBy.CONVERSATION, range, SHOWN));
  }
}
