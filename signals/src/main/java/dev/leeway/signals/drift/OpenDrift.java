package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.finding.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * An open drift finding with what it is judged by: its baselines and limit stay those of its
 * opening.
 *
 * @param panesBelow panes in a row below half the limit
 */
record OpenDrift(Finding finding, List<SlotCounts> frozen, double gateLimit, int panesBelow) {
  OpenDrift {
    frozen = List.copyOf(frozen);
  }

  OpenDrift with(Finding next) {
    return new OpenDrift(next, frozen, gateLimit, panesBelow);
  }

  OpenDrift withPanesBelow(int panes) {
    return new OpenDrift(finding, frozen, gateLimit, panes);
  }

  void encode(StateWriter writer) {
    FindingCodec.encode(finding, writer);
    writer.number(frozen.size());
    frozen.forEach(slot -> slot.encode(writer));
    writer.real(gateLimit).number(panesBelow);
  }

  static OpenDrift decode(StateReader reader) {
    Finding finding = FindingCodec.decode(reader);
    List<SlotCounts> frozen = new ArrayList<>();
    int size = reader.size();
    for (int read = 0; read < size; read++) {
      frozen.add(SlotCounts.decode(reader));
    }
    return new OpenDrift(finding, frozen, reader.real(), (int) reader.number());
  }
}
