package dev.leeway.signals.condition;

import dev.leeway.signals.drift.MonitorCount;
import dev.leeway.signals.drift.MonitorOutput;
import dev.leeway.signals.drift.MonitorStore;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.drift.SignalStatus;
import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Leads minutes of windows through conditions, over a store in memory that copies all bytes. */
public final class ConditionWalk implements MonitorStore, MonitorOutput {
  public static final long MINUTE = 60_000;
  public static final Slice SHOP = Slice.ofAgent("acme", "prod", "shop");

  public final List<RuleHit> hits = new ArrayList<>();
  public final Map<MonitorCount, Long> counts = new EnumMap<>(MonitorCount.class);
  private final Map<String, byte[]> entries = new TreeMap<>();
  private final Conditions conditions;

  public ConditionWalk(Condition... conditions) {
    this.conditions = new Conditions(List.of(conditions));
  }

  public ConditionWalk add(WindowPartial... partials) {
    for (WindowPartial partial : partials) {
      conditions.add(partial, this, this);
    }
    return this;
  }

  /** The agent's clock has come so far. */
  public ConditionWalk to(Slice agent, long clockMillis) {
    conditions.advance(agent, clockMillis, this, this, hits::add);
    return this;
  }

  public long nextDue(Slice agent) {
    return conditions.nextDueMillis(agent, this);
  }

  public List<String> keys() {
    return List.copyOf(entries.keySet());
  }

  public long bytes() {
    return bytesUnder("");
  }

  /** Bytes behind the keys that begin so. */
  public long bytesUnder(String prefix) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .mapToLong(entry -> entry.getValue().length)
        .sum();
  }

  /** Categories and their counts, in turn. */
  public static WindowPartial categories(
      Slice slice, String signal, long minute, Object... categoriesAndCounts) {
    Map<String, Long> categories = new TreeMap<>();
    for (int at = 0; at < categoriesAndCounts.length; at += 2) {
      categories.put(
          (String) categoriesAndCounts[at], ((Number) categoriesAndCounts[at + 1]).longValue());
    }
    long count = categories.values().stream().mapToLong(Long::longValue).sum();
    return new WindowPartial(
        slice, signal, minute, 60, count, 0, Map.of(), categories, List.of("trace-" + minute));
  }

  /** Numbers of which only count and sum are kept. */
  public static WindowPartial numbers(
      Slice slice, String signal, long minute, long count, double sum) {
    return new WindowPartial(
        slice,
        signal,
        minute,
        60,
        count,
        sum,
        Map.of(),
        Map.of("__undistributed__", count),
        List.of("trace-" + minute));
  }

  @Override
  public byte @Nullable [] get(String key) {
    byte[] value = entries.get(key);
    return value == null ? null : value.clone();
  }

  @Override
  public void put(String key, byte[] value) {
    entries.put(key, value.clone());
  }

  @Override
  public void remove(String key) {
    entries.remove(key);
  }

  @Override
  public void finding(Finding finding) {
    throw new IllegalStateException("conditions state no findings themselves");
  }

  @Override
  public void status(SignalStatus status) {}

  @Override
  public void baseline(Baseline baseline) {}

  @Override
  public void counted(MonitorCount count, long amount) {
    counts.merge(count, amount, Long::sum);
  }
}
