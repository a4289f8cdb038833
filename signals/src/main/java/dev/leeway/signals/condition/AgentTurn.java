package dev.leeway.signals.condition;

import dev.leeway.signals.drift.MonitorOutput;
import dev.leeway.signals.drift.MonitorStore;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Slice;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One agent's turn: what is due by its clock, in order of time, whether a minute is over, a
 * condition wants to be woken, or something kept has come to its end. Not thread-safe.
 */
final class AgentTurn {
  private static final String RESTATED = "restated";

  private final Slice agent;
  private final Map<String, Condition> conditions;
  private final AgentBook book;
  private final Ledger ledger;
  private final MonitorStore store;
  private final MonitorOutput output;
  private final Consumer<RuleHit> hits;

  AgentTurn(
      Slice agent,
      Map<String, Condition> conditions,
      AgentBook book,
      MonitorStore store,
      MonitorOutput output,
      Consumer<RuleHit> hits) {
    this.agent = agent;
    this.conditions = conditions;
    this.book = book;
    this.ledger = Ledger.decode(store.get(ledgerKey()));
    this.store = store;
    this.output = output;
    this.hits = Restatements.before(hits, agent, memoryOf(RESTATED));
  }

  void run(long clockMillis) {
    MinuteBuffer buffer = new MinuteBuffer(agent, store);
    while (true) {
      Ledger.Due kept = ledger.first();
      long keptDue = kept == null ? Long.MAX_VALUE : kept.times().due();
      long minuteDue = book.open.isEmpty() ? Long.MAX_VALUE : book.open.firstKey() + Minute.MILLIS;
      if (Math.min(keptDue, minuteDue) > clockMillis) {
        break;
      }
      // A minute first: what it says may put off what is due at its end.
      if (kept == null || minuteDue <= keptDue) {
        judge(buffer.takeFirst(book));
      } else {
        due(kept);
      }
    }
    close();
  }

  void warm(MergedWindow hour) {
    for (Condition condition : conditions.values()) {
      if (condition.wants(hour.signal(), hour.slice().dimension()) != Want.NOTHING) {
        condition.warm(hour, memoryOf(condition.name()));
      }
    }
    close();
  }

  private void judge(Minute minute) {
    for (Condition condition : conditions.values()) {
      List<MergedWindow> wanted =
          minute.windows().stream()
              .filter(window ->
                  condition.wants(window.signal(), window.slice().dimension()) != Want.NOTHING)
              .toList();
      if (!wanted.isEmpty()) {
        condition.judge(
            new Minute(agent, minute.startMillis(), wanted), memoryOf(condition.name()), hits);
      }
    }
  }

  private void due(Ledger.Due due) {
    int end = due.key().indexOf('\0');
    String name = due.key().substring(0, end);
    String key = due.key().substring(end + 1);
    Condition condition = conditions.get(name);
    if (due.times().wakeMillis() < due.times().untilMillis() && condition != null) {
      ledger.wakeAt(due.key(), Ledger.NEVER);
      condition.wake(agent, key, due.times().wakeMillis(), memoryOf(name), hits);
      return;
    }
    memoryOf(name).remove(key);
    if (condition != null) {
      condition.forgotten(agent, key, memoryOf(name));
    }
  }

  private void close() {
    Ledger.Due first = ledger.first();
    book.keptDue = first == null ? Long.MAX_VALUE : first.times().due();
    if (ledger.isEmpty()) {
      store.remove(ledgerKey());
    } else {
      store.put(ledgerKey(), ledger.encode());
    }
  }

  private Memory memoryOf(String condition) {
    return new Memory(condition, agent, ledger, store, output);
  }

  private String ledgerKey() {
    return String.join("\0", "wl", agent.environment(), agent.agent());
  }
}
