package dev.leeway.signals.condition.traffic;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;

/**
 * What the last minutes are compared with.
 *
 * @param minutes of that hour since the first call, at least 1
 */
public record HourBefore(CallCounts counts, double minutes) {

  public double perMinute() {
    return counts.calls() / minutes;
  }

  public void encode(StateWriter writer) {
    counts.encode(writer);
    writer.real(minutes);
  }

  public static HourBefore decode(StateReader reader) {
    return new HourBefore(CallCounts.decode(reader), reader.real());
  }
}
