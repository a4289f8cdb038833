package dev.leeway.signals.drift;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.window.Slice;
import java.util.ArrayList;
import java.util.List;

/** The series of one agent, in the order in which they appeared. Not thread-safe. */
final class SeriesIndex {
  static final int SERIES_MAX = 20_000;
  private static final int VERSION = 1;

  private final List<SeriesKey> series = new ArrayList<>();

  List<SeriesKey> series() {
    return List.copyOf(series);
  }

  boolean isFull() {
    return series.size() >= SERIES_MAX;
  }

  void add(SeriesKey key) {
    series.add(key);
  }

  void remove(SeriesKey key) {
    series.remove(key);
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION);
    writer.number(series.size());
    for (SeriesKey key : series) {
      writer.text(key.slice().dimension()).text(key.slice().value()).text(key.signal());
    }
    return writer.bytes();
  }

  static SeriesIndex decode(byte[] bytes, Slice wholeAgent) {
    StateReader reader = new StateReader(bytes, VERSION);
    SeriesIndex index = new SeriesIndex();
    int size = reader.size();
    for (int read = 0; read < size; read++) {
      String dimension = reader.text();
      String value = reader.text();
      Slice slice = dimension.isEmpty() ? wholeAgent : wholeAgent.with(dimension, value);
      index.series.add(new SeriesKey(slice, reader.text()));
    }
    return index;
  }
}
