package dev.leeway.signals.grounding;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Verbs of actions in groups of one meaning. A group's number is stored. */
final class ActionWords {
  private static final String[] GROUPS = {
    "cancel cancelled void annul",
    "refund reimburse reimbursed credit credited",
    "book booked reserve reserved reservation booking",
    "send sent email emailed notify notified forward forwarded mail mailed message sms",
    "update updated change changed modify modified edit edited adjust adjusted upgrade upgraded"
        + " downgrade downgraded reschedule rescheduled set add added apply applied remove removed"
        + " correct corrected",
    "exchange exchanged swap swapped replace replaced replacement modify",
    "return returned",
    "create created open opened register registered ticket",
    "delete deleted remove removed unsubscribe unsubscribed erase erased",
    "transfer transferred escalate escalated connect connected handoff",
    "schedule scheduled arrange arranged reschedule calendar",
    "order ordered purchase purchased buy bought place placed checkout",
    "pay paid charge charged bill billed payment",
    "block blocked lock locked suspend suspended deactivate deactivated disable disabled"
  };

  private static final Set<String> IRREGULAR =
      Set.of("sent", "bought", "paid", "set", "reset", "made");
  private static final Map<Long, Integer> FIRST = new HashMap<>();
  private static final Map<Long, Integer> ALL = new HashMap<>();

  static {
    for (int group = 0; group < GROUPS.length; group++) {
      for (String word : GROUPS[group].split(" ", -1)) {
        FIRST.putIfAbsent(Stem.of(word), group);
        ALL.merge(Stem.of(word), 1 << group, (a, b) -> a | b);
      }
    }
  }

  private ActionWords() {}

  /** The group of a verb, -1 for any other word. */
  static int group(long stem) {
    return FIRST.getOrDefault(stem, -1);
  }

  /** The groups that a word of a tool's name or result may stand for, as bits. */
  static int groups(long stem) {
    return ALL.getOrDefault(stem, 0);
  }

  static boolean isIrregular(String word) {
    return IRREGULAR.contains(word);
  }
}
