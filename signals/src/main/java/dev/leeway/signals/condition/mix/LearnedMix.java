package dev.leeway.signals.condition.mix;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.drift.measure.Proportion;
import dev.leeway.signals.window.Exemplar;
import dev.leeway.signals.window.MergedWindow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The categories of one slice: how often each came so far, and what came in the last {@value
 * #RECENT_MINUTES} minutes. What is recent is learned only when it is recent no more and nothing
 * was wrong with it, so that a change does not teach itself. Some 8 KB at most. Not thread-safe.
 *
 * <p>Odd is what was rare, or, where there are faults, these. It is over when so many answers in a
 * row are as usual, or becomes what is usual when so many were seen over a day: pauses end nothing.
 * The second version came with that.
 */
final class LearnedMix {
  static final int RECENT_MINUTES = 10;

  /** A category of at most this share is rare: what is rare and comes often is new. */
  static final double RARE_SHARE = 0.01;

  /** Beyond so many the old ones count half, so that what was learned follows slow changes. */
  private static final long LEARNED_MAX = 50_000;

  private static final double CONFIDENCE = 0.99;
  private static final int VERSION = 2;
  private static final int USUAL_AGAIN_SINCE = 2;

  private final Set<String> faults;
  private final CategoryCounts learned;

  /** What came while something was odd; it becomes what is learned if that goes on. */
  private final CategoryCounts held;

  private final TreeMap<Long, Part> recent = new TreeMap<>();
  private long newSince = Long.MIN_VALUE;

  /** Answers in a row that were as usual, while something is odd. */
  private long usualAgain;

  private LearnedMix(Set<String> faults, CategoryCounts learned, CategoryCounts held) {
    this.faults = faults;
    this.learned = learned;
    this.held = held;
  }

  /** One minute's counts, and a trace of each category. */
  private record Part(CategoryCounts counts, Map<String, String> exemplars) {}

  /** Takes a minute in. */
  void add(MergedWindow window) {
    CategoryCounts counts = new CategoryCounts();
    counts.addAll(window.categories());
    recent.put(window.fromMillis(), new Part(counts, window.exemplarOf()));
    Map<Long, Part> old =
        recent.headMap(window.fromMillis() - (RECENT_MINUTES - 1) * Minute.MILLIS, false);
    old.values().forEach(part -> (newSince == Long.MIN_VALUE ? learned : held).addAll(part.counts));
    old.clear();
    // Of a fault that is usual now and then, no more than usual is as usual: isNew() says when not.
    boolean usual = !faults.isEmpty() || recentOdd(1).isEmpty();
    usualAgain = usual ? usualAgain + recentCount(1) : 0;
    fade();
  }

  /** A whole hour, out of storage. */
  void learn(MergedWindow hour) {
    learned.addAll(hour.categories());
    fade();
  }

  long learnedCount() {
    return learned.sum();
  }

  /** What came in so many of the newest minutes. */
  long recentCount(int minutes) {
    return newest(minutes).stream().mapToLong(part -> part.counts.sum()).sum();
  }

  /** The learned category with the largest share; empty before anything was learned. */
  String usual() {
    return learned.mostFrequent();
  }

  double learnedShareOf(String category) {
    return (double) learned.of(category) / Math.max(1, learnedCount());
  }

  /** Counts of the odd categories in so many of the newest minutes. */
  Map<String, Long> recentOdd(int minutes) {
    Map<String, Long> odd = new TreeMap<>();
    for (Part part : newest(minutes)) {
      for (String category : part.counts.categories()) {
        if (isOdd(category)) {
          odd.merge(category, part.counts.of(category), Long::sum);
        }
      }
    }
    return odd;
  }

  boolean isOdd(String category) {
    return faults.isEmpty() ? learnedShareOf(category) <= RARE_SHARE : faults.contains(category);
  }

  /** Upper limit of the share that odd categories had together: of what never came too. */
  double oddShareUpper() {
    long odd = learned.categories().stream().filter(this::isOdd).mapToLong(learned::of).sum();
    double upper = new Proportion(odd, learnedCount()).wilson(CONFIDENCE).high();
    return Math.max(RARE_SHARE, upper);
  }

  /** When the first recent minute with one of these began. */
  long firstRecent(Map<String, Long> categories) {
    return recent.entrySet().stream()
        .filter(minute ->
            minute.getValue().counts.categories().stream().anyMatch(categories::containsKey))
        .mapToLong(Map.Entry::getKey)
        .findFirst()
        .orElse(Long.MIN_VALUE);
  }

  /** A trace of a category, the newest minute's. */
  String exemplarOf(String category) {
    return recent.descendingMap().values().stream()
        .map(part -> part.exemplars.getOrDefault(category, ""))
        .filter(exemplar -> !exemplar.isEmpty())
        .findFirst()
        .map(Exemplar::traceOf)
        .orElse("");
  }

  /** {@link Long#MIN_VALUE} where nothing is. */
  long newSince() {
    return newSince;
  }

  void isNew(long sinceMillis) {
    if (newSince == Long.MIN_VALUE) {
      newSince = sinceMillis;
    }
    usualAgain = faults.isEmpty() ? usualAgain : 0;
  }

  /**
   * After so many usual answers in a row, or so many of late, nothing is new, unless more are odd
   * than ever: that too few came to be sure of them does not make them usual. What came meanwhile
   * is not learned.
   *
   * @param usualShare the most that is as ever
   */
  void isOverAfter(long answers, double usualShare) {
    long recently = recentCount(RECENT_MINUTES);
    long odd = recentOdd(RECENT_MINUTES).values().stream().mapToLong(Long::longValue).sum();
    if (odd <= usualShare * recently && (usualAgain >= answers || recently >= answers)) {
      isOver();
    }
  }

  /** Whether it began by then and so many answers came since: from now on that is what is usual. */
  boolean accepts(long begunByMillis, long answers) {
    boolean stayed = newSince <= begunByMillis && held.sum() >= answers;
    if (stayed) {
      learned.clear();
      learned.addAll(held);
      isOver();
    }
    return stayed;
  }

  private void isOver() {
    newSince = Long.MIN_VALUE;
    usualAgain = 0;
    held.clear();
  }

  /** Who gave odd categories in so many of the newest minutes. */
  Witnesses witnesses(int minutes) {
    Witnesses witnesses = new Witnesses();
    recent
        .tailMap(recent.lastKey() - (minutes - 1) * Minute.MILLIS, true)
        .forEach((minute, part) -> {
          if (part.counts.categories().stream().anyMatch(this::isOdd)) {
            witnesses.add(
                minute,
                part.exemplars.entrySet().stream()
                    .filter(exemplar -> isOdd(exemplar.getKey()))
                    .map(Map.Entry::getValue)
                    .toList());
          }
        });
    return witnesses;
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION).number(newSince);
    learned.encode(writer);
    held.encode(writer);
    writer.number(recent.size());
    recent.forEach((minute, part) -> {
      writer.number(minute);
      part.counts.encode(writer);
      writer.number(part.exemplars.size());
      part.exemplars.forEach((category, trace) -> writer.text(category).text(trace));
    });
    return writer.number(usualAgain).bytes();
  }

  static LearnedMix decode(byte @Nullable [] bytes, Set<String> faults) {
    if (bytes == null) {
      return new LearnedMix(faults, new CategoryCounts(), new CategoryCounts());
    }
    StateReader reader = new StateReader(bytes, VERSION);
    long newSince = reader.number();
    LearnedMix mix =
        new LearnedMix(faults, CategoryCounts.decode(reader), CategoryCounts.decode(reader));
    mix.newSince = newSince;
    for (int minutes = reader.size(); minutes > 0; minutes--) {
      long minute = reader.number();
      CategoryCounts counts = CategoryCounts.decode(reader);
      Map<String, String> exemplars = new TreeMap<>();
      for (int left = reader.size(); left > 0; left--) {
        exemplars.put(reader.text(), reader.text());
      }
      mix.recent.put(minute, new Part(counts, exemplars));
    }
    if (reader.version() >= USUAL_AGAIN_SINCE) {
      mix.usualAgain = reader.number();
    }
    return mix;
  }

  private Collection<Part> newest(int minutes) {
    return recent.isEmpty()
        ? List.of()
        : recent.tailMap(recent.lastKey() - (minutes - 1) * Minute.MILLIS, true).values();
  }

  private void fade() {
    if (learnedCount() > LEARNED_MAX) {
      learned.halve();
    }
  }
}
