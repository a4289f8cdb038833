package dev.leeway.signals.rule;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Hashes;
import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often the same answer, code or error came in a trace. Spans right above or below each other
 * that say the same are one saying, and so are model calls at the same time. Bounded; not
 * thread-safe.
 */
final class Echoes {
  private static final int COUNTS_MAX = 32;
  private static final int SPANS_MAX = 32;

  /** Of answers whose text was not captured: all of them where payload stays at home. */
  private static final long NO_OUTPUT = hashOf(LoopKind.OUTPUT, 0);

  private final Map<Long, Count> counts = new HashMap<>();
  private final List<Span> spans = new ArrayList<>();

  /** Whether a span says that by itself, and not as the wrapper or twin of one that is known. */
  boolean own(AgentEvent event, LoopKind kind, long said) {
    long key = keyOf(kind, said);
    boolean known = false;
    for (Span span : spans) {
      known |= span.key == key && span.isOrWraps(event, kind);
    }
    spans.add(
        new Span(
            key, event.spanId(), event.parentSpanId(), event.startMillis(), event.endMillis()));
    if (spans.size() > SPANS_MAX) {
      spans.removeFirst();
    }
    return !known;
  }

  Count add(LoopKind kind, long said, AgentEvent event) {
    long key = keyOf(kind, said);
    if (counts.size() >= COUNTS_MAX && !counts.containsKey(key)) {
      counts.entrySet().stream()
          .min(
              Comparator.<Map.Entry<Long, Count>>comparingInt(entry -> entry.getValue().times)
                  .thenComparingLong(entry -> entry.getValue().lastMillis)
                  .thenComparingLong(Map.Entry::getKey))
          .map(Map.Entry::getKey)
          .ifPresent(counts::remove);
    }
    return counts.merge(key, new Count(1, event.startMillis(), event.endMillis()), Count::plus);
  }

  void write(StateWriter out) {
    out.count(counts.size());
    new TreeMap<>(counts)
        .forEach((key, count) ->
            out.word(key)
                .count(count.times)
                .signed(count.firstMillis)
                .signed(count.lastMillis - count.firstMillis));
    out.count(spans.size());
    for (Span span : spans) {
      out.word(span.key).word(span.spanId).word(span.parentSpanId);
      out.signed(span.startMillis).signed(span.endMillis - span.startMillis);
    }
  }

  static Echoes read(StateReader in) {
    Echoes echoes = new Echoes();
    for (int left = in.size(); left > 0; left--) {
      long key = in.word();
      int times = (int) in.count();
      long firstMillis = in.signed();
      echoes.counts.put(key, new Count(times, firstMillis, firstMillis + in.signed()));
    }
    for (int left = in.size(); left > 0; left--) {
      long key = in.word();
      long spanId = in.word();
      long parentSpanId = in.word();
      long startMillis = in.signed();
      echoes.spans.add(new Span(key, spanId, parentSpanId, startMillis, startMillis + in.signed()));
    }
    return echoes;
  }

  private static long keyOf(LoopKind kind, long said) {
    return kind == LoopKind.OUTPUT && said == 0 ? NO_OUTPUT : hashOf(kind, said);
  }

  private static long hashOf(LoopKind kind, long said) {
    return Hashes.hash64(kind.name() + said);
  }

  /** How often something came, and from when to when. */
  record Count(int times, long firstMillis, long lastMillis) {
    private Count plus(Count more) {
      return new Count(
          times + more.times,
          Math.min(firstMillis, more.firstMillis),
          Math.max(lastMillis, more.lastMillis));
    }
  }

  private record Span(long key, long spanId, long parentSpanId, long startMillis, long endMillis) {

    boolean isOrWraps(AgentEvent event, LoopKind kind) {
      boolean kin = spanId == event.parentSpanId() || parentSpanId == event.spanId();
      boolean together = startMillis < event.endMillis() && event.startMillis() < endMillis;
      return kin || (kind == LoopKind.OUTPUT && together);
    }
  }
}
