package dev.leeway.standalone.detection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * How well positions of changes agree with those of several annotators, as the Turing Change Point
 * benchmark measures it (van den Burg, Williams, arXiv 2003.06222, section 4): F1 with a margin of
 * 5, and covering. Both are within [0, 1]; the first position counts as a change for everybody.
 */
final class TcpdScore {
  private static final int MARGIN = 5;

  private TcpdScore() {}

  /** Precision over the union of the annotators, recall as their mean. */
  static double f1(List<List<Integer>> annotations, Collection<Integer> found) {
    NavigableSet<Integer> all = new TreeSet<>();
    annotations.forEach(all::addAll);
    NavigableSet<Integer> changes = withFirst(found);
    double precision = (double) matched(withFirst(all), changes) / changes.size();
    double recall =
        annotations.stream()
            .map(TcpdScore::withFirst)
            .mapToDouble(truth -> (double) matched(truth, changes) / truth.size())
            .average()
            .orElse(Double.NaN);
    return 2 * precision * recall / (precision + recall);
  }

  /** Mean over annotators of how much of each of their segments the best found one overlaps. */
  static double covering(List<List<Integer>> annotations, Collection<Integer> found, int length) {
    List<Segment> segments = segments(found, length);
    return annotations.stream()
        .mapToDouble(truth ->
            segments(truth, length).stream()
                    .mapToDouble(segment ->
                        segment.length()
                            * segments.stream().mapToDouble(segment::overlap).max().orElse(0))
                    .sum()
                / length)
        .average()
        .orElse(Double.NaN);
  }

  /** Each true change takes the nearest found one within the margin, which then is taken. */
  private static int matched(NavigableSet<Integer> truth, NavigableSet<Integer> found) {
    NavigableSet<Integer> left = new TreeSet<>(found);
    int matched = 0;
    for (int change : truth) {
      Integer before = left.floor(change);
      Integer after = left.higher(change);
      Integer nearest =
          before == null || (after != null && after - change < change - before) ? after : before;
      if (nearest != null && Math.abs(nearest - change) <= MARGIN) {
        left.remove(nearest);
        matched++;
      }
    }
    return matched;
  }

  private static NavigableSet<Integer> withFirst(Collection<Integer> positions) {
    NavigableSet<Integer> more = new TreeSet<>(positions);
    more.add(0);
    return more;
  }

  private record Segment(int from, int to) {
    int length() {
      return to - from;
    }

    /** Common positions ÷ positions of either (Jaccard). */
    double overlap(Segment other) {
      int common = Math.max(0, Math.min(to, other.to) - Math.max(from, other.from));
      return (double) common / (length() + other.length() - common);
    }
  }

  private static List<Segment> segments(Collection<Integer> changes, int length) {
    List<Segment> segments = new ArrayList<>();
    int from = 0;
    for (int change : new TreeSet<>(changes)) {
      if (change > from && change < length) {
        segments.add(new Segment(from, change));
        from = change;
      }
    }
    segments.add(new Segment(from, length));
    return segments;
  }
}
