package dev.leeway.signals.condition;

import dev.leeway.signals.drift.MinuteConditions;
import dev.leeway.signals.drift.MonitorCount;
import dev.leeway.signals.drift.MonitorOutput;
import dev.leeway.signals.drift.MonitorStore;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Hands each minute of an agent to the conditions that want it, once the agent's clock has passed
 * its end. Thread-safe: all state is in the store, as versioned bytes, and ends by a time of the
 * agent.
 *
 * <p>What comes for a minute that was judged is late: it is counted and changes nothing. An agent
 * in a time of its own (a replay, a wrong clock) is judged in that time.
 */
public final class Conditions implements MinuteConditions {
  /** Windows that may be open of one agent at once; further ones are counted and left out. */
  public static final int OPEN_WINDOWS_MAX = 20_000;

  private static final int MINUTE_SECONDS = 60;
  private static final int HOUR_SECONDS = 3_600;
  private static final String RESTATED = "restated";

  private final Map<String, Condition> byName = new LinkedHashMap<>();

  public Conditions(List<Condition> conditions) {
    for (Condition condition : conditions) {
      if (condition.name().equals(RESTATED)
          || byName.putIfAbsent(condition.name(), condition) != null) {
        throw new IllegalArgumentException("condition is listed twice: " + condition.name());
      }
    }
  }

  /** The most that any of them reads of these windows. */
  public Want wants(String signal, String dimension) {
    Want want = Want.NOTHING;
    for (Condition condition : byName.values()) {
      want = want.or(condition.wants(signal, dimension));
    }
    return want;
  }

  @Override
  public void add(WindowPartial partial, MonitorStore store, MonitorOutput output) {
    Want want = wants(partial.signal(), partial.slice().dimension());
    if (want == Want.NOTHING) {
      return;
    }
    if (partial.windowSeconds() == HOUR_SECONDS) {
      warm(partial, want, store, output);
      return;
    }
    Slice agent = partial.slice().ofWholeAgent();
    MinuteBuffer buffer = new MinuteBuffer(agent, store);
    if (partial.windowSeconds() != MINUTE_SECONDS || buffer.add(partial, want)) {
      return;
    }
    AgentBook book = AgentBook.decode(store.get(bookKey(agent)));
    if (partial.windowStartMillis() + Minute.MILLIS <= book.judgedThrough) {
      output.counted(MonitorCount.LATE_WINDOWS, 1);
    } else if (book.openWindows() >= OPEN_WINDOWS_MAX) {
      output.counted(MonitorCount.OVERFLOW_WINDOWS, 1);
    } else {
      buffer.open(partial, want, book);
      store.put(bookKey(agent), book.encode());
    }
  }

  @Override
  public long nextDueMillis(Slice agent, MonitorStore store) {
    return AgentBook.decode(store.get(bookKey(agent))).due();
  }

  @Override
  public void advance(
      Slice agent,
      long clockMillis,
      MonitorStore store,
      MonitorOutput output,
      Consumer<RuleHit> hits) {
    byte[] bytes = store.get(bookKey(agent));
    if (bytes == null) {
      return;
    }
    AgentBook book = AgentBook.decode(bytes);
    if (clockMillis < book.due()) {
      return;
    }
    new AgentTurn(agent, byName, book, store, output, hits).run(clockMillis);
    book.judgedThrough = Math.max(book.judgedThrough, clockMillis);
    store.put(bookKey(agent), book.encode());
  }

  private void warm(WindowPartial partial, Want want, MonitorStore store, MonitorOutput output) {
    Slice agent = partial.slice().ofWholeAgent();
    OpenWindow window = new OpenWindow();
    window.add(partial, want);
    AgentBook book = AgentBook.decode(store.get(bookKey(agent)));
    AgentTurn turn = new AgentTurn(agent, byName, book, store, output, hit -> {});
    turn.warm(
        window.merged(
            partial.slice(), partial.signal(), partial.windowStartMillis(), HOUR_SECONDS));
    store.put(bookKey(agent), book.encode());
  }

  private static String bookKey(Slice agent) {
    return String.join("\0", "wb", agent.environment(), agent.agent());
  }
}
