package dev.leeway.signals.rule;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.Hashes;
import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import dev.leeway.signals.event.Usage;
import dev.leeway.signals.window.Slice;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Watches the tool calls of one trace, in whatever order its spans arrive, and says when they
 * become a loop. Its state is bounded and travels as versioned bytes. Not thread-safe.
 *
 * <p>Each span is to be given once; a span right above or below another of the same tool is the
 * same call. A loop is told at the rule's number of repeats and at each doubling of it, so a run
 * that never ends does not flood anyone.
 */
public final class LoopWatch {
  private static final int VERSION = 1;
  private static final int AGENTS_MAX = 64;
  private static final long TOKENS_MAX = 1L << 40;
  private static final double USD_MAX = 1e9;
  private final LoopRule rule;
  private final Map<Long, Repeats> seen = new HashMap<>();
  private final Map<Long, Spend> spends = new HashMap<>();
  private RecentCalls recent = new RecentCalls();
  private int unseenTold;
  private int worst;

  public LoopWatch(LoopRule rule) {
    this.rule = rule;
  }

  public Optional<LoopHit> add(AgentEvent event) {
    if (event.kind().callsModel()) {
      spend(event);
    }
    if (event.kind() != EventKind.TOOL || event.tool().name().isEmpty()) {
      return Optional.empty();
    }
    if (!recent.add(event)) {
      return Optional.empty();
    }
    return event.tool().argumentsHash() == 0 ? unseen(event) : repeated(event);
  }

  /**
   * The greatest number of repeats so far: 1 when each call was another, 0 when there was no tool
   * call whose arguments were captured and no loop without.
   */
  public int worst() {
    return worst;
  }

  /** Whether the calls so far are a loop. */
  public boolean looped() {
    return worst >= rule.repeats();
  }

  private Optional<LoopHit> repeated(AgentEvent event) {
    long key = keyOf(event);
    Repeats before = seen.get(key);
    if (before == null && seen.size() >= rule.keysMax()) {
      forgetOne();
    }
    Repeats now =
        before == null
            ? new Repeats(1, event.startMillis(), event.endMillis())
            : before.with(event.startMillis(), event.endMillis());
    seen.put(key, now);
    worst = Math.max(worst, now.count);
    return tells(now.count, rule.repeats()) ? Optional.of(hit(event, now, true)) : Optional.empty();
  }

  private Optional<LoopHit> unseen(AgentEvent event) {
    List<RecentCalls.Call> row = recent.rowAround(event);
    if (row.size() < rule.unseenRepeats()) {
      return Optional.empty();
    }
    worst = Math.max(worst, row.size());
    // Once per doubling for the whole trace: a late call may lengthen a row by more than one.
    if (row.size() < Math.max(rule.unseenRepeats(), 2 * unseenTold)) {
      return Optional.empty();
    }
    unseenTold = row.size();
    long lastMillis = row.stream().mapToLong(RecentCalls.Call::endMillis).max().orElseThrow();
    Repeats repeats = new Repeats(row.size(), row.getFirst().startMillis(), lastMillis);
    return Optional.of(hit(event, repeats, false));
  }

  private LoopHit hit(AgentEvent event, Repeats repeats, boolean identicalArguments) {
    Spend spend = spends.getOrDefault(agentOf(event), Spend.NONE);
    return new LoopHit(
        Slice.ofAgent(
            event.source().tenantId(), event.source().environment(), event.source().agentName()),
        event.traceId(),
        event.tool().name(),
        repeats.count,
        identicalArguments,
        repeats.firstMillis,
        repeats.lastMillis,
        spend.usd,
        spend.tokens);
  }

  private static boolean tells(int count, int limit) {
    return count >= limit && count % limit == 0 && Integer.bitCount(count / limit) == 1;
  }

  private void spend(AgentEvent event) {
    Usage usage = event.usage();
    if (event.has(EventFlag.AGGREGATE_USAGE)) {
      return;
    }
    long agent = agentOf(event);
    if (spends.size() >= AGENTS_MAX && !spends.containsKey(agent)) {
      return;
    }
    Double costUsd = usage.costUsd();
    double usd = costUsd != null && costUsd >= 0 && costUsd < USD_MAX ? costUsd : 0;
    spends.merge(
        agent,
        new Spend(usd, tokens(usage.inputTokens()) + tokens(usage.outputTokens())),
        Spend::plus);
  }

  private static long tokens(@Nullable Long count) {
    return count == null ? 0 : Math.clamp(count, 0L, TOKENS_MAX);
  }

  private void forgetOne() {
    long least =
        seen.entrySet().stream()
            .min(
                Comparator.<Map.Entry<Long, Repeats>>comparingInt(entry -> entry.getValue().count)
                    .thenComparingLong(entry -> entry.getValue().lastMillis)
                    .thenComparingLong(Map.Entry::getKey))
            .orElseThrow()
            .getKey();
    seen.remove(least);
  }

  private static long agentOf(AgentEvent event) {
    return Hashes.hash64(event.source().agentName());
  }

  private static long keyOf(AgentEvent event) {
    return Hashes.hash64(
        event.source().agentName()
            + '\0'
            + event.tool().name()
            + '\0'
            + event.tool().argumentsHash()
            + '\0'
            + event.tool().resultHash());
  }

  /** The state as versioned bytes: at most about 4 KB with the default rule. */
  public byte[] bytes() {
    StateWriter out = new StateWriter().octet(VERSION).count(worst).count(unseenTold);
    out.count(seen.size());
    // Sorted, so that equal states are equal bytes.
    new TreeMap<>(seen)
        .forEach((key, repeats) ->
            out.word(key)
                .count(repeats.count)
                .signed(repeats.firstMillis)
                .signed(repeats.lastMillis - repeats.firstMillis));
    out.count(spends.size());
    new TreeMap<>(spends)
        .forEach((agent, spend) -> out.word(agent).number(spend.usd).count(spend.tokens));
    recent.write(out);
    return out.bytes();
  }

  /** The watch that wrote these bytes. */
  public static LoopWatch of(LoopRule rule, byte[] bytes) {
    StateReader in = new StateReader("loop watch", bytes).version(VERSION);
    LoopWatch watch = new LoopWatch(rule);
    watch.worst = (int) in.count();
    watch.unseenTold = (int) in.count();
    for (int left = in.size(); left > 0; left--) {
      long key = in.word();
      int count = (int) in.count();
      long firstMillis = in.signed();
      watch.seen.put(key, new Repeats(count, firstMillis, firstMillis + in.signed()));
    }
    for (int left = in.size(); left > 0; left--) {
      watch.spends.put(in.word(), new Spend(in.number(), in.count()));
    }
    watch.recent = RecentCalls.read(in);
    in.end();
    return watch;
  }

  private record Repeats(int count, long firstMillis, long lastMillis) {
    Repeats with(long startMillis, long endMillis) {
      return new Repeats(
          count + 1, Math.min(firstMillis, startMillis), Math.max(lastMillis, endMillis));
    }
  }

  private record Spend(double usd, long tokens) {
    static final Spend NONE = new Spend(0, 0);

    Spend plus(Spend other) {
      return new Spend(usd + other.usd, tokens + other.tokens);
    }
  }
}
