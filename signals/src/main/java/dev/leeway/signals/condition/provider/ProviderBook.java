package dev.leeway.signals.condition.provider;

import dev.leeway.signals.condition.traffic.AgentCalls;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What all agents of one environment saw of one provider, and when something was last told of it to
 * all. Not thread-safe.
 */
final class ProviderBook {
  /** Of a provider with more agents the first so many tell enough. */
  static final int AGENTS_MAX = 100;

  private static final int VERSION = 1;

  final TreeMap<String, AgentCalls> agents = new TreeMap<>();

  /** What was told last, by signal. */
  private final TreeMap<String, Told> told = new TreeMap<>();

  private record Told(long atMillis, double effect) {}

  /** Null where there is no room for another agent. */
  @Nullable AgentCalls of(String agent) {
    AgentCalls known = agents.get(agent);
    if (known == null && agents.size() < AGENTS_MAX) {
      known = new AgentCalls();
      agents.put(agent, known);
    }
    return known;
  }

  /** Whether it is worth saying again to all: after a while, or when it has grown. */
  boolean tellAll(String signal, long atMillis, double effect, long everyMillis) {
    Told last = told.get(signal);
    boolean lately = last != null && Math.abs(atMillis - last.atMillis) < everyMillis;
    if (last != null && lately && effect < 1.25 * last.effect) {
      return false;
    }
    told.put(signal, new Told(atMillis, effect));
    return true;
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION).number(agents.size());
    agents.forEach((agent, calls) -> {
      writer.text(agent);
      calls.encode(writer);
    });
    writer.number(told.size());
    told.forEach((signal, last) -> writer.text(signal).number(last.atMillis).real(last.effect));
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
      book.told.put(reader.text(), new Told(reader.number(), reader.real()));
    }
    return book;
  }
}
