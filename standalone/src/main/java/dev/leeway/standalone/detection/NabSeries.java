package dev.leeway.standalone.detection;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** A labelled series of the Numenta Anomaly Benchmark. Immutable. */
final class NabSeries {
  private static final double PROBATION = 0.15;
  private static final int PROBATION_OF_MAX = 5_000;

  private final String name;
  private final long[] millis;
  private final double[] values;
  private final List<Window> windows;

  /**
   * @param name its path below the corpus' data, as the labels name it
   * @param millis times, ascending, taken as UTC
   * @param values one for each time
   * @param windows in which an anomaly is to be found, ascending, apart from each other
   */
  NabSeries(String name, long[] millis, double[] values, List<Window> windows) {
    if (millis.length != values.length || millis.length < 2) {
      throw new IllegalArgumentException(
          "%s: expected two or more times with a value each, came %d and %d"
              .formatted(name, millis.length, values.length));
    }
    this.name = name;
    this.millis = millis.clone();
    this.values = values.clone();
    this.windows = List.copyOf(windows);
  }

  /** Positions of the first and the last value in it. */
  record Window(int first, int last) {
    boolean holds(int position) {
      return position >= first && position <= last;
    }

    int width() {
      return last - first + 1;
    }
  }

  String name() {
    return name;
  }

  List<Window> windows() {
    return windows;
  }

  long millis(int position) {
    return millis[position];
  }

  double value(int position) {
    return values[position];
  }

  DoubleStream values() {
    return Arrays.stream(values);
  }

  int length() {
    return values.length;
  }

  /** From which position on alarms are judged: what comes before is for learning. */
  int judgedFrom() {
    return (int) Math.floor(PROBATION * Math.min(length(), PROBATION_OF_MAX));
  }

  boolean inWindow(int position) {
    return windows.stream().anyMatch(window -> window.holds(position));
  }

  /** Time from one value to the next most of the time: some are missing or doubled. */
  long intervalMillis() {
    long[] gaps = new long[millis.length - 1];
    for (int at = 0; at < gaps.length; at++) {
      gaps[at] = millis[at + 1] - millis[at];
    }
    Arrays.sort(gaps);
    return Math.max(1, gaps[gaps.length / 2]);
  }
}
