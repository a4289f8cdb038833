package dev.leeway.signals.condition;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.window.Marks;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** One signal of one slice in one minute while its partials come, in any order. Not thread-safe. */
final class OpenWindow {
  private static final int VERSION = 2;

  /** From here on each category has an exemplar. */
  private static final int EXEMPLARS_OF_SINCE = 2;

  private final Map<Integer, Long> buckets = new TreeMap<>();
  private final Map<String, Long> categories = new TreeMap<>();
  private final TreeSet<String> exemplars = new TreeSet<>();
  private final Map<String, String> exemplarOf = new TreeMap<>();
  private long count;
  private double sum;

  void add(WindowPartial partial, Want want) {
    count += partial.count();
    sum += partial.sum();
    partial.categories().forEach((category, n) -> categories.merge(category, n, Long::sum));
    if (want == Want.DISTRIBUTION) {
      partial.buckets().forEach((index, n) -> buckets.merge(index, n, Long::sum));
    } else {
      long dropped = partial.buckets().values().stream().mapToLong(Long::longValue).sum();
      if (dropped != 0) {
        categories.merge(Marks.UNDISTRIBUTED, dropped, Long::sum);
      }
    }
    partial
        .exemplarOf()
        .forEach((category, trace) ->
            exemplarOf.merge(category, trace, (a, b) -> a.compareTo(b) <= 0 ? a : b));
    exemplars.addAll(partial.exemplars());
    while (exemplars.size() > MergedWindow.EXEMPLARS_MAX) {
      exemplars.pollLast();
    }
  }

  MergedWindow merged(Slice slice, String signal, long startMillis, int seconds) {
    return MergedWindow.of(
            new WindowPartial(
                slice,
                signal,
                startMillis,
                seconds,
                count,
                sum,
                buckets,
                categories,
                exemplars.stream().toList(),
                exemplarOf))
        .settled();
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION).number(count).real(sum).number(buckets.size());
    buckets.forEach((index, n) -> writer.number(index).number(n));
    writer.number(categories.size());
    categories.forEach((category, n) -> writer.text(category).number(n));
    writer.texts(exemplars.stream().toList()).number(exemplarOf.size());
    exemplarOf.forEach((category, trace) -> writer.text(category).text(trace));
    return writer.bytes();
  }

  static OpenWindow decode(byte[] bytes) {
    StateReader reader = new StateReader(bytes, VERSION);
    OpenWindow window = new OpenWindow();
    window.count = reader.number();
    window.sum = reader.real();
    for (int left = reader.size(); left > 0; left--) {
      window.buckets.put((int) reader.number(), reader.number());
    }
    for (int left = reader.size(); left > 0; left--) {
      window.categories.put(reader.text(), reader.number());
    }
    window.exemplars.addAll(reader.texts());
    if (reader.version() >= EXEMPLARS_OF_SINCE) {
      for (int left = reader.size(); left > 0; left--) {
        window.exemplarOf.put(reader.text(), reader.text());
      }
    }
    return window;
  }
}
