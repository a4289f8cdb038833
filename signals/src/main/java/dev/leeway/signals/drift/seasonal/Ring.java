package dev.leeway.signals.drift.seasonal;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;

/** The newest numbers of a series, up to a capacity, 4 bytes each. Not thread-safe. */
final class Ring {
  private final float[] numbers;
  private int size;
  private int next;

  Ring(int capacity) {
    numbers = new float[capacity];
  }

  void add(float number) {
    numbers[next] = number;
    next = (next + 1) % numbers.length;
    size = Math.min(size + 1, numbers.length);
  }

  int size() {
    return size;
  }

  /** The number that was added so many before the one that comes next; NaN where none is kept. */
  double ago(int steps) {
    return steps > size ? Double.NaN : numbers[Math.floorMod(next - steps, numbers.length)];
  }

  /** How many are at least so great. */
  int countFrom(float least) {
    int count = 0;
    for (int at = 0; at < size; at++) {
      count += numbers[at] >= least ? 1 : 0;
    }
    return count;
  }

  void encode(StateWriter writer) {
    writer.number(size);
    for (int steps = size; steps >= 1; steps--) {
      writer.single((float) ago(steps));
    }
  }

  /** Adds what {@link #encode} wrote. */
  void fill(StateReader reader) {
    for (int left = reader.size(); left > 0; left--) {
      add(reader.single());
    }
  }
}
