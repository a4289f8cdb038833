package dev.leeway.signals.drift;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much of an agent's runs came, by five minutes of the last three hours and by hours of eight
 * days: some 3 KB at most. Not thread-safe.
 */
final class KeptSpans {
  private static final long STEP = 5 * 60_000L;
  private static final long HOUR = 3_600_000L;
  private static final long STEPS_REACH = 3 * HOUR;
  private static final long HOURS_REACH = 8 * 24 * HOUR;
  private static final int VERSION = 1;

  private final TreeMap<Long, Part> steps = new TreeMap<>();
  private final TreeMap<Long, Part> hours = new TreeMap<>();

  /**
   * Runs that say how much of them came, and the sum of what they say; either may be taken back.
   */
  private record Part(long runs, double sum) {
    private Part plus(Part other) {
      return new Part(runs + other.runs, sum + other.sum);
    }
  }

  /** Takes the runs of a minute in, or of a stored hour. */
  void add(long startMillis, boolean wholeHour, long runs, double sum) {
    Part part = new Part(runs, sum);
    if (wholeHour) {
      hours.merge(Math.floorDiv(startMillis, HOUR) * HOUR, part, Part::plus);
    } else {
      steps.merge(Math.floorDiv(startMillis, STEP) * STEP, part, Part::plus);
    }
    long newest =
        Math.max(
            steps.isEmpty() ? Long.MIN_VALUE : steps.lastKey(),
            hours.isEmpty() ? Long.MIN_VALUE : hours.lastKey());
    while (!steps.isEmpty() && steps.firstKey() < newest - STEPS_REACH) {
      Map.Entry<Long, Part> old = steps.pollFirstEntry();
      hours.merge(Math.floorDiv(old.getKey(), HOUR) * HOUR, old.getValue(), Part::plus);
    }
    hours.headMap(newest - HOURS_REACH).clear();
  }

  /**
   * Share of the spans that came of the runs since then, of those that should have, as the mean of
   * what runs say ({@code telemetry.coverage}). Where none since then says it, of the hour before;
   * NaN where none of that does.
   */
  double shareSince(long millis) {
    double share = share(millis);
    return Double.isNaN(share) ? share(millis - HOUR) : share;
  }

  private double share(long sinceMillis) {
    Part sum =
        sum(steps.tailMap(Math.floorDiv(sinceMillis, STEP) * STEP).values())
            .plus(sum(hours.tailMap(Math.floorDiv(sinceMillis, HOUR) * HOUR).values()));
    return sum.runs > 0 ? sum.sum / sum.runs : Double.NaN;
  }

  private static Part sum(Collection<Part> parts) {
    return parts.stream().reduce(new Part(0, 0), Part::plus);
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION);
    encode(steps, writer);
    encode(hours, writer);
    return writer.bytes();
  }

  static KeptSpans decode(byte[] bytes) {
    StateReader reader = new StateReader(bytes, VERSION);
    KeptSpans kept = new KeptSpans();
    decode(kept.steps, reader);
    decode(kept.hours, reader);
    return kept;
  }

  private static void encode(Map<Long, Part> parts, StateWriter writer) {
    writer.number(parts.size());
    parts.forEach((at, part) -> writer.number(at).number(part.runs).real(part.sum));
  }

  private static void decode(Map<Long, Part> parts, StateReader reader) {
    for (int left = reader.size(); left > 0; left--) {
      parts.put(reader.number(), new Part(reader.number(), reader.real()));
    }
  }
}
