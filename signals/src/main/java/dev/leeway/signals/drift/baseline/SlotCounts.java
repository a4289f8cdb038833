package dev.leeway.signals.drift.baseline;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;

/** What was counted in one baseline slot, contaminated hours left out. */
public record SlotCounts(BaselineSlot slot, long fromMillis, long toMillis, Histogram counts) {

  public void encode(StateWriter writer) {
    writer.text(slot.name()).number(fromMillis).number(toMillis);
    counts.encode(writer);
  }

  public static SlotCounts decode(StateReader reader) {
    return new SlotCounts(
        BaselineSlot.valueOf(reader.text()),
        reader.number(),
        reader.number(),
        Histogram.decode(reader));
  }
}
