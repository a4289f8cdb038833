package dev.leeway.signals.rule;

import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import dev.leeway.signals.fact.Sketch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How often each different tool call of a trace came, with which results, and which calls hardly
 * differ. Bounded: beyond the greatest number of keys the least repeated is forgotten. Not
 * thread-safe.
 */
final class RepeatedCalls {
  /** Different results of one call that are told apart; beyond, the rarest is forgotten. */
  private static final int RESULTS_MAX = 3;

  private static final double NEAR_WORDS = 0.75;
  private static final double SAME_WORDS = 0.85;
  private static final double NO_NEWS_WORDS = 0.5;

  private final int keysMax;
  private final Map<Long, Entry> entries = new HashMap<>();

  RepeatedCalls(int keysMax) {
    this.keysMax = keysMax;
  }

  /** Counts a call in; what comes back is how often it and those like it came by now. */
  Seen add(CallPrint call, long startMillis, long endMillis) {
    Entry entry = entries.get(call.key());
    if (entry == null) {
      if (entries.size() >= keysMax) {
        forgetOne();
      }
      Entry leader = leaderOf(call);
      entry = new Entry(call, leader == null ? call.key() : leader.key, startMillis, endMillis);
      entries.put(call.key(), entry);
      if (leader != null) {
        leader.near++;
        leader.reach(startMillis, endMillis);
      }
    }
    entry.count++;
    entry.reach(startMillis, endMillis);
    boolean before = !entry.results.isEmpty();
    Result result = entry.resultOf(call);
    result.count++;
    Entry leader = entries.getOrDefault(entry.leader, entry);
    return new Seen(
        entry.count,
        result.count,
        1 + leader.near,
        leader.key,
        before && result.count == 1,
        entry.firstMillis,
        entry.lastMillis,
        leader.firstMillis);
  }

  /** Whether a call of that tool is remembered that a span of its own told. */
  boolean hasSpanOf(long tool) {
    return entries.values().stream().anyMatch(entry -> entry.tool == tool && !entry.told);
  }

  private @Nullable Entry leaderOf(CallPrint call) {
    if (call.words().isEmpty()) {
      return null;
    }
    Entry best = null;
    for (Entry entry : entries.values()) {
      boolean near =
          entry.tool == call.tool()
              && entry.digits == call.digits()
              && entry.leader == entry.key
              && entry.words.similarity(call.words()) >= NEAR_WORDS
              && entry.results.stream().anyMatch(result -> result.like(call, NO_NEWS_WORDS));
      if (near && (best == null || entry.key < best.key)) {
        best = entry;
      }
    }
    return best;
  }

  private void forgetOne() {
    entries.values().stream()
        .min(
            Comparator.<Entry>comparingInt(entry -> entry.count + entry.near)
                .thenComparingLong(entry -> entry.lastMillis)
                .thenComparingLong(entry -> entry.key))
        .ifPresent(least -> entries.remove(least.key));
  }

  void write(StateWriter out) {
    out.count(entries.size());
    // Sorted, so that equal states are equal bytes.
    new TreeMap<>(entries).values().forEach(entry -> entry.write(out));
  }

  static RepeatedCalls read(StateReader in, int keysMax) {
    RepeatedCalls calls = new RepeatedCalls(keysMax);
    for (int left = in.size(); left > 0; left--) {
      Entry entry = Entry.read(in);
      calls.entries.put(entry.key, entry);
    }
    return calls;
  }

  /**
   * How often a call came by now.
   *
   * @param identical with the same arguments
   * @param sameResult with the same arguments and the same result as now
   * @param near different calls that hardly differ from it, itself among them
   * @param identity equal for all that hardly differ
   * @param news whether the same arguments had another result before
   * @param nearFirstMillis start of the first that hardly differs
   */
  record Seen(
      int identical,
      int sameResult,
      int near,
      long identity,
      boolean news,
      long firstMillis,
      long lastMillis,
      long nearFirstMillis) {}

  /** A result that a call had, and how often. Not thread-safe. */
  private static final class Result {
    private final long same;
    private final Sketch words;
    private int count;

    Result(long same, Sketch words, int count) {
      this.same = same;
      this.words = words;
      this.count = count;
    }

    boolean like(CallPrint call, double wordsMin) {
      return same == call.result()
          || (!words.isEmpty()
              && !call.resultWords().isEmpty()
              && words.similarity(call.resultWords()) >= wordsMin);
    }
  }

  /** One call by its arguments. Not thread-safe. */
  private static final class Entry {
    private final long key;
    private final long leader;
    private final long tool;
    private final long digits;
    private final Sketch words;
    private final boolean told;
    private final List<Result> results = new ArrayList<>(1);
    private int count;
    private int near;
    private long firstMillis;
    private long lastMillis;

    Entry(
        long key,
        long leader,
        long tool,
        long digits,
        Sketch words,
        boolean told,
        long firstMillis,
        long lastMillis) {
      this.key = key;
      this.leader = leader;
      this.tool = tool;
      this.digits = digits;
      this.words = words;
      this.told = told;
      this.firstMillis = firstMillis;
      this.lastMillis = lastMillis;
    }

    Entry(CallPrint call, long leader, long startMillis, long endMillis) {
      this(
          call.key(),
          leader,
          call.tool(),
          call.digits(),
          call.words(),
          call.told(),
          startMillis,
          endMillis);
    }

    void reach(long startMillis, long endMillis) {
      firstMillis = Math.min(firstMillis, startMillis);
      lastMillis = Math.max(lastMillis, endMillis);
    }

    Result resultOf(CallPrint call) {
      for (Result result : results) {
        if (result.like(call, SAME_WORDS)) {
          return result;
        }
      }
      if (results.size() >= RESULTS_MAX) {
        results.stream()
            .min(Comparator.comparingInt(result -> result.count))
            .ifPresent(results::remove);
      }
      Result result = new Result(call.result(), call.resultWords(), 0);
      results.add(result);
      return result;
    }

    void write(StateWriter out) {
      out.word(key).octet((leader == key ? 0 : 1) | (told ? 2 : 0) | (words.isEmpty() ? 0 : 4));
      if (leader != key) {
        out.word(leader);
      }
      out.word(tool);
      if (!words.isEmpty()) {
        out.word(digits).word(words.high()).word(words.low());
      }
      out.count(count).count(near).signed(firstMillis).signed(lastMillis - firstMillis);
      out.count(results.size());
      for (Result result : results) {
        out.word(result.same).count(result.count).octet(result.words.isEmpty() ? 0 : 1);
        if (!result.words.isEmpty()) {
          out.word(result.words.high()).word(result.words.low());
        }
      }
    }

    static Entry read(StateReader in) {
      long key = in.word();
      int parts = in.octet();
      long leader = (parts & 1) == 0 ? key : in.word();
      long tool = in.word();
      boolean worded = (parts & 4) != 0;
      long digits = worded ? in.word() : 0;
      Sketch words = worded ? new Sketch(in.word(), in.word()) : Sketch.NONE;
      int count = (int) in.count();
      int near = (int) in.count();
      long firstMillis = in.signed();
      long lastMillis = firstMillis + in.signed();
      Entry entry =
          new Entry(key, leader, tool, digits, words, (parts & 2) != 0, firstMillis, lastMillis);
      entry.count = count;
      entry.near = near;
      for (int left = in.size(); left > 0; left--) {
        long same = in.word();
        int times = (int) in.count();
        Sketch said = in.octet() == 0 ? Sketch.NONE : new Sketch(in.word(), in.word());
        entry.results.add(new Result(same, said, times));
      }
      return entry;
    }
  }
}
