package dev.leeway.signals.condition.provider;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.traffic.AgentCalls;
import dev.leeway.signals.condition.traffic.HourBefore;
import dev.leeway.signals.condition.traffic.Onset;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What all agents of one environment saw of one provider, what was usual for those that are hit,
 * and when something was last told of it to all. Not thread-safe.
 */
final class ProviderBook {
  /** Of a provider with more agents the first so many tell enough. */
  static final int AGENTS_MAX = 100;

  /** What takes longer for a day is another model, or another use of it, and usual from then on. */
  private static final long SLOW_MAX_MILLIS = 24 * 60 * Minute.MILLIS;

  private static final int VERSION = 3;

  /** From here on there are onsets. */
  private static final int ONSETS_SINCE = 2;

  /** From here on it is known whose fault was told. */
  private static final int WHOSE_SINCE = 3;

  final TreeMap<String, AgentCalls> agents = new TreeMap<>();

  /** What was told last, by signal. */
  private final TreeMap<String, Told> told = new TreeMap<>();

  /** By signal and agent. */
  private final TreeMap<String, Onset<HourBefore>> onsets = new TreeMap<>();

  /**
   * What was told.
   *
   * @param whose fault it looked like; empty where that is no question
   */
  record Told(long atMillis, double effect, String whose) {}

  /** Null where there is no room for another agent. */
  @Nullable AgentCalls of(String agent) {
    AgentCalls known = agents.get(agent);
    if (known == null && agents.size() < AGENTS_MAX) {
      known = new AgentCalls();
      agents.put(agent, known);
    }
    return known;
  }

  void remove(String agent) {
    agents.remove(agent);
    onsets.keySet().removeIf(key -> key.endsWith('\0' + agent));
  }

  /** What was usual for an agent: the hour before the signal went wrong, where it did. */
  HourBefore before(String signal, String agent, AgentCalls calls, long endMillis) {
    Onset<HourBefore> onset = onsets.get(keyOf(signal, agent));
    return onset != null && onset.holds(endMillis) ? onset.before() : calls.before(endMillis);
  }

  /** The signal is wrong for these agents: what was usual for them stays so. */
  void wrong(String signal, Iterable<String> hit, long endMillis) {
    for (String agent : hit) {
      Onset<HourBefore> onset = onsets.get(keyOf(signal, agent));
      AgentCalls calls = agents.get(agent);
      if (onset != null && onset.holds(endMillis)) {
        onsets.put(keyOf(signal, agent), onset.again(endMillis));
      } else if (calls != null) {
        onsets.put(keyOf(signal, agent), Onset.at(endMillis, calls.before(endMillis)));
      }
    }
  }

  /** Lets go of what an agent need not be compared with any longer. */
  void settle(String agent, long endMillis) {
    onsets
        .entrySet()
        .removeIf(
            entry -> entry.getKey().endsWith('\0' + agent) && !entry.getValue().holds(endMillis));
    String slow = keyOf(ProviderWatch.LATENCY, agent);
    Onset<HourBefore> onset = onsets.get(slow);
    if (onset != null && endMillis - onset.sinceMillis() > SLOW_MAX_MILLIS) {
      onsets.remove(slow);
    }
  }

  /**
   * Whether it is worth saying again to all: after a while, when it has grown, or in a later minute
   * when it looks like another's fault than it did.
   */
  boolean tellAll(String signal, Told now, long everyMillis) {
    Told last = told.get(signal);
    if (last != null) {
      long since = Math.abs(now.atMillis - last.atMillis);
      boolean changed = since >= Minute.MILLIS && !now.whose.equals(last.whose);
      if (since < everyMillis && !changed && now.effect < 1.25 * last.effect) {
        return false;
      }
    }
    told.put(signal, now);
    return true;
  }

  /** Whether something was lately told to all. */
  boolean toldAll(String signal, long atMillis, long latelyMillis) {
    Told last = told.get(signal);
    return last != null && Math.abs(atMillis - last.atMillis) < latelyMillis;
  }

  private static String keyOf(String signal, String agent) {
    return signal + '\0' + agent;
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION).number(agents.size());
    agents.forEach((agent, calls) -> {
      writer.text(agent);
      calls.encode(writer);
    });
    writer.number(told.size());
    told.forEach((signal, last) ->
        writer.text(signal).number(last.atMillis).real(last.effect).text(last.whose));
    writer.number(onsets.size());
    onsets.forEach((key, onset) -> {
      writer.text(key).number(onset.sinceMillis()).number(onset.lastMillis());
      onset.before().encode(writer);
    });
    return writer.bytes();
  }

  static ProviderBook decode(byte @Nullable [] bytes) {
    ProviderBook book = new ProviderBook();
    if (bytes == null) {
      return book;
    }
    StateReader reader = new StateReader(bytes, VERSION);
    for (int left = reader.size(); left > 0; left--) {
      book.agents.put(reader.text(), AgentCalls.decode(reader));
    }
    for (int left = reader.size(); left > 0; left--) {
      book.told.put(
          reader.text(),
          new Told(
              reader.number(),
              reader.real(),
              reader.version() >= WHOSE_SINCE ? reader.text() : ""));
    }
    for (int left = reader.version() >= ONSETS_SINCE ? reader.size() : 0; left > 0; left--) {
      String key = reader.text();
      long since = reader.number();
      long last = reader.number();
      book.onsets.put(key, new Onset<>(HourBefore.decode(reader), since, last));
    }
    return book;
  }
}
