package dev.leeway.signals.condition.mix;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.window.Dimensions;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How often each category came; beyond {@value #MAX} categories all others are one. */
final class CategoryCounts {
  static final int MAX = 64;

  private final TreeMap<String, Long> counts = new TreeMap<>();

  /** Nothing is added of what was taken back. */
  void add(String category, long n) {
    boolean room = counts.size() < MAX || counts.containsKey(category);
    if (n > 0) {
      counts.merge(room ? category : Dimensions.OTHER, n, Long::sum);
    }
  }

  void addAll(CategoryCounts others) {
    others.counts.forEach(this::add);
  }

  void addAll(Map<String, Long> others) {
    others.forEach(this::add);
  }

  void halve() {
    counts.replaceAll((category, n) -> n / 2);
    counts.values().removeIf(n -> n == 0);
  }

  void clear() {
    counts.clear();
  }

  long of(String category) {
    return counts.getOrDefault(category, 0L);
  }

  long sum() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  Set<String> categories() {
    return counts.keySet();
  }

  /** The most frequent; empty without any. */
  String mostFrequent() {
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }

  void encode(StateWriter writer) {
    writer.number(counts.size());
    counts.forEach((category, n) -> writer.text(category).number(n));
  }

  static CategoryCounts decode(StateReader reader) {
    CategoryCounts read = new CategoryCounts();
    for (int left = reader.size(); left > 0; left--) {
      read.counts.put(reader.text(), reader.number());
    }
    return read;
  }
}
