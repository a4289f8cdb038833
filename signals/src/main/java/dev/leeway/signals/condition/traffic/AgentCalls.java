package dev.leeway.signals.condition.traffic;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The calls of one agent to one provider, or of one replica: the last minutes one by one, the hour
 * before in steps of five minutes. At most 20 entries, some 600 bytes. Not thread-safe.
 */
public final class AgentCalls {
  /** What is judged. */
  public static final int NOW_MINUTES = 5;

  /** What it is judged against. */
  public static final int BEFORE_MINUTES = 60;

  private static final long STEP = 5 * Minute.MILLIS;

  /** Minutes that may be asked for one by one: agents' clocks are not quite equal. */
  private static final int FINE_MINUTES = 15;

  private final TreeMap<Long, CallCounts> minutes = new TreeMap<>();
  private final TreeMap<Long, CallCounts> steps = new TreeMap<>();

  /** An example of a failed call, or of any. */
  private String exemplar = "";

  public void add(long minuteStart, CallCounts counts, String trace) {
    minutes.merge(minuteStart, counts, CallCounts::plus);
    exemplar = trace.isEmpty() ? exemplar : trace;
    while (minutes.firstKey() < minuteStart - FINE_MINUTES * Minute.MILLIS) {
      Map.Entry<Long, CallCounts> oldest = minutes.pollFirstEntry();
      steps.merge(Math.floorDiv(oldest.getKey(), STEP) * STEP, oldest.getValue(), CallCounts::plus);
    }
    steps.headMap(minuteStart - (FINE_MINUTES + BEFORE_MINUTES) * Minute.MILLIS, false).clear();
  }

  public CallCounts now(long endMillis) {
    return sum(minutes.subMap(endMillis - NOW_MINUTES * Minute.MILLIS, endMillis).values());
  }

  /** The hour before what is judged. */
  public HourBefore before(long endMillis) {
    long to = endMillis - NOW_MINUTES * Minute.MILLIS;
    long from = to - BEFORE_MINUTES * Minute.MILLIS;
    CallCounts counts =
        sum(steps.subMap(from, to).values()).plus(sum(minutes.subMap(from, to).values()));
    return new HourBefore(counts, beforeMinutes(endMillis));
  }

  private double beforeMinutes(long endMillis) {
    long first = endMillis;
    first = minutes.isEmpty() ? first : Math.min(first, minutes.firstKey());
    first = steps.isEmpty() ? first : Math.min(first, steps.firstKey());
    double known = (double) (endMillis - first) / Minute.MILLIS - NOW_MINUTES;
    return Math.clamp(known, 1, BEFORE_MINUTES);
  }

  public String exemplar() {
    return exemplar;
  }

  private static CallCounts sum(Collection<CallCounts> counts) {
    return counts.stream().reduce(CallCounts.NONE, CallCounts::plus);
  }

  public void encode(StateWriter writer) {
    encode(minutes, writer);
    encode(steps, writer);
    writer.text(exemplar);
  }

  public static AgentCalls decode(StateReader reader) {
    AgentCalls calls = new AgentCalls();
    decode(calls.minutes, reader);
    decode(calls.steps, reader);
    calls.exemplar = reader.text();
    return calls;
  }

  private static void encode(Map<Long, CallCounts> entries, StateWriter writer) {
    writer.number(entries.size());
    entries.forEach((start, counts) -> {
      writer.number(start / Minute.MILLIS);
      counts.encode(writer);
    });
  }

  private static void decode(Map<Long, CallCounts> entries, StateReader reader) {
    for (int left = reader.size(); left > 0; left--) {
      entries.put(reader.number() * Minute.MILLIS, CallCounts.decode(reader));
    }
  }
}
