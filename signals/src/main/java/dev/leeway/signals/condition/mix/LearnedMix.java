package dev.leeway.signals.condition.mix;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.drift.measure.Proportion;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Exemplar;
import dev.leeway.signals.window.MergedWindow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The categories of one slice: how often each came so far, and what came in the last {@value
 * #RECENT_MINUTES} minutes. What is recent is learned only when it is recent no more and nothing
 * was wrong with it, so that a change does not teach itself. At most {@value #CATEGORIES_MAX}
 * categories, some 8 KB. Not thread-safe.
 *
 * <p>What is new is over when so many answers in a row are as usual, or becomes what is usual when
 * so many were seen over a day: pauses end nothing. The second version came with that.
 */
final class LearnedMix {
  static final int RECENT_MINUTES = 10;
  static final int CATEGORIES_MAX = 64;

  /** A category of at most this share is rare: what is rare and comes often is new. */
  static final double RARE_SHARE = 0.01;

  /** Beyond so many the old ones count half, so that what was learned follows slow changes. */
  private static final long LEARNED_MAX = 50_000;

  private static final double CONFIDENCE = 0.99;
  private static final int VERSION = 2;
  private static final int USUAL_AGAIN_SINCE = 2;

  private final TreeMap<String, Long> learned = new TreeMap<>();
  private final TreeMap<Long, Part> recent = new TreeMap<>();

  /** What came while something was new; it becomes what is learned if that goes on. */
  private final TreeMap<String, Long> held = new TreeMap<>();

  private long newSince = Long.MIN_VALUE;

  /** Answers in a row that were not rare, while something is new. */
  private long usualAgain;

  /** One minute's counts, and a trace of each category. */
  private record Part(Map<String, Long> counts, Map<String, String> exemplars) {}

  /** Takes a minute in. */
  void add(MergedWindow window) {
    Map<String, Long> counts = new TreeMap<>();
    window.categories().forEach((category, n) -> count(counts, category, Math.max(0, n)));
    recent.put(window.fromMillis(), new Part(counts, window.exemplarOf()));
    Map<Long, Part> old =
        recent.headMap(window.fromMillis() - (RECENT_MINUTES - 1) * Minute.MILLIS, false);
    old.values()
        .forEach(part ->
            part.counts.forEach(
                (category, n) -> count(newSince == Long.MIN_VALUE ? learned : held, category, n)));
    old.clear();
    usualAgain = recentRare(1).isEmpty() ? usualAgain + recentCount(1) : 0;
    fade();
  }

  /** A whole hour, out of storage. */
  void learn(MergedWindow hour) {
    hour.categories().forEach((category, n) -> count(learned, category, Math.max(0, n)));
    fade();
  }

  long learnedCount() {
    return sum(learned);
  }

  /** What came in so many of the newest minutes. */
  long recentCount(int minutes) {
    return newest(minutes).stream().mapToLong(part -> sum(part.counts)).sum();
  }

  /** The learned category with the largest share; empty before anything was learned. */
  String usual() {
    return learned.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }

  double learnedShareOf(String category) {
    return (double) learned.getOrDefault(category, 0L) / Math.max(1, learnedCount());
  }

  /** Counts of the newest minutes' categories that are rare among the learned ones. */
  Map<String, Long> recentRare(int minutes) {
    Map<String, Long> rare = new TreeMap<>();
    for (Part part : newest(minutes)) {
      part.counts.forEach((category, n) -> {
        if (isRare(category)) {
          rare.merge(category, n, Long::sum);
        }
      });
    }
    return rare;
  }

  boolean isRare(String category) {
    return learnedShareOf(category) <= RARE_SHARE;
  }

  /** Upper limit of the share that rare categories had together: of what never came too. */
  double rareShareUpper() {
    long rare =
        learned.entrySet().stream()
            .filter(entry -> isRare(entry.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    double upper = new Proportion(rare, learnedCount()).wilson(CONFIDENCE).high();
    return Math.max(RARE_SHARE, upper);
  }

  /** When the first recent minute with one of these began. */
  long firstRecent(Map<String, Long> categories) {
    return recent.entrySet().stream()
        .filter(
            minute -> minute.getValue().counts.keySet().stream().anyMatch(categories::containsKey))
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
  }

  /**
   * After so many usual answers in a row, or so many of late with no more rare ones than ever,
   * nothing is new; what came meanwhile is not learned.
   */
  void isOverAfter(long answers) {
    if (usualAgain >= answers || recentCount(RECENT_MINUTES) >= answers) {
      isOver();
    }
  }

  /** Whether it began by then and so many answers came since: from now on that is what is usual. */
  boolean accepts(long begunByMillis, long answers) {
    boolean stayed = newSince <= begunByMillis && sum(held) >= answers;
    if (stayed) {
      learned.clear();
      learned.putAll(held);
      isOver();
    }
    return stayed;
  }

  private void isOver() {
    newSince = Long.MIN_VALUE;
    usualAgain = 0;
    held.clear();
  }

  /** Who gave rare categories in so many of the newest minutes. */
  Witnesses witnesses(int minutes) {
    Witnesses witnesses = new Witnesses();
    recent
        .tailMap(recent.lastKey() - (minutes - 1) * Minute.MILLIS, true)
        .forEach((minute, part) -> {
          if (part.counts.keySet().stream().anyMatch(this::isRare)) {
            witnesses.add(
                minute,
                part.exemplars.entrySet().stream()
                    .filter(exemplar -> isRare(exemplar.getKey()))
                    .map(Map.Entry::getValue)
                    .toList());
          }
        });
    return witnesses;
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION).number(newSince);
    counts(writer, learned);
    counts(writer, held);
    writer.number(recent.size());
    recent.forEach((minute, part) -> {
      writer.number(minute);
      counts(writer, part.counts);
      writer.number(part.exemplars.size());
      part.exemplars.forEach((category, trace) -> writer.text(category).text(trace));
    });
    return writer.number(usualAgain).bytes();
  }

  static LearnedMix decode(byte @Nullable [] bytes) {
    LearnedMix mix = new LearnedMix();
    if (bytes == null) {
      return mix;
    }
    StateReader reader = new StateReader(bytes, VERSION);
    mix.newSince = reader.number();
    mix.learned.putAll(counts(reader));
    mix.held.putAll(counts(reader));
    for (int minutes = reader.size(); minutes > 0; minutes--) {
      long minute = reader.number();
      Map<String, Long> counts = counts(reader);
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
      learned.replaceAll((category, n) -> n / 2);
      learned.values().removeIf(n -> n == 0);
    }
  }

  private static void count(Map<String, Long> counts, String category, long n) {
    boolean room = counts.size() < CATEGORIES_MAX || counts.containsKey(category);
    if (n > 0) {
      counts.merge(room ? category : Dimensions.OTHER, n, Long::sum);
    }
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void counts(StateWriter writer, Map<String, Long> counts) {
    writer.number(counts.size());
    counts.forEach((category, n) -> writer.text(category).number(n));
  }

  private static Map<String, Long> counts(StateReader reader) {
    Map<String, Long> counts = new TreeMap<>();
    for (int left = reader.size(); left > 0; left--) {
      counts.put(reader.text(), reader.number());
    }
    return counts;
  }
}
