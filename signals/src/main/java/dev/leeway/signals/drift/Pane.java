package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.List;

/** A closed stretch of time of one series: the step of a detector. */
record Pane(long startMillis, long endMillis, Histogram counts, List<String> exemplars) {

  Pane {
    exemplars = List.copyOf(exemplars);
  }

  Pane withExemplars(long most) {
    return new Pane(startMillis, endMillis, counts, exemplars.stream().limit(most).toList());
  }

  void encode(StateWriter writer) {
    writer.number(startMillis).number(endMillis - startMillis);
    counts.encode(writer);
    writer.texts(exemplars);
  }

  static Pane decode(StateReader reader) {
    long start = reader.number();
    return new Pane(start, start + reader.number(), Histogram.decode(reader), reader.texts());
  }
}
