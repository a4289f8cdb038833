package dev.leeway.signals.source.watch;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.window.Dimensions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

/**
 * The answers that used a source while it was stale, since it was fresh last: how many by agent,
 * and some of their traces. An answer is counted once, however often it asks the source, as long as
 * fewer than {@value #TRACES_MAX} others come in between. Not thread-safe.
 */
final class StaleAnswers {
  static final int TRACES_MAX = 128;
  static final int AGENTS_MAX = 50;
  private static final int EXEMPLARS_MAX = 5;

  private final Deque<Long> lately = new ArrayDeque<>();
  private final TreeMap<String, Long> byAgent = new TreeMap<>();
  private final Deque<String> exemplars = new ArrayDeque<>();
  private long newestMillis = Long.MIN_VALUE;

  /** Whether this is an answer that was not seen lately. */
  boolean isNews(TraceId trace, String agent) {
    long mark = 31 * (31 * trace.high() + trace.low()) + agent.hashCode();
    if (lately.contains(mark)) {
      return false;
    }
    lately.addLast(mark);
    if (lately.size() > TRACES_MAX) {
      lately.removeFirst();
    }
    return true;
  }

  /**
   * An answer for which the source was stale.
   *
   * @param atMillis when it was
   */
  void add(TraceId trace, String agent, long atMillis) {
    newestMillis = Math.max(newestMillis, atMillis);
    boolean room = byAgent.containsKey(agent) || byAgent.size() < AGENTS_MAX;
    byAgent.merge(room ? agent : Dimensions.OTHER, 1L, Long::sum);
    exemplars.addFirst(trace.toString());
    if (exemplars.size() > EXEMPLARS_MAX) {
      exemplars.removeLast();
    }
  }

  long count() {
    return byAgent.values().stream().mapToLong(Long::longValue).sum();
  }

  int agents() {
    return byAgent.size();
  }

  /** The newest first. */
  List<String> exemplars() {
    return new ArrayList<>(exemplars);
  }

  /**
   * The source was fresh at that time: what came later counts anew. In a replay answers are heard
   * of before the time that they belong to is judged.
   */
  void freshAt(long atMillis) {
    if (atMillis >= newestMillis) {
      byAgent.clear();
      exemplars.clear();
    }
  }

  void encode(StateWriter out) {
    out.number(lately.size());
    lately.forEach(out::number);
    out.number(byAgent.size());
    byAgent.forEach((agent, count) -> out.text(agent).number(count));
    out.texts(exemplars());
    out.number(newestMillis);
  }

  static StaleAnswers decode(StateReader in) {
    StaleAnswers answers = new StaleAnswers();
    for (int left = in.size(); left > 0; left--) {
      answers.lately.addLast(in.number());
    }
    for (int left = in.size(); left > 0; left--) {
      answers.byAgent.put(in.text(), in.number());
    }
    answers.exemplars.addAll(in.texts());
    if (in.version() >= SourceWatch.VERSION_OF_NEWEST_ANSWER) {
      answers.newestMillis = in.number();
    }
    return answers;
  }
}
