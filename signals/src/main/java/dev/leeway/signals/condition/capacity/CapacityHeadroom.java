package dev.leeway.signals.condition.capacity;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.condition.serving.ServingSettings;
import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.MergedWindow;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An agent's runs have become so heavy that the busiest hour's number of them would need far more
 * than was ever carried: its {@link Headroom} in tokens is below what is wanted. Hours, in tokens
 * alone: of agents whose tokens nobody counts nothing is said.
 */
public final class CapacityHeadroom implements Condition {
  static final String SIGNAL = "capacity.headroom";
  private static final String RUNS = "run.count";
  private static final String TOKENS = "tokens.rate";
  private static final String KEY = "hours";
  private static final long HOUR = 60 * Minute.MILLIS;
  private static final int VERSION = 1;

  private final ServingSettings settings;

  public CapacityHeadroom(ServingSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "capacity";
  }

  @Override
  public Want wants(String signal, String dimension) {
    boolean wanted = signal.equals(RUNS) || signal.equals(TOKENS);
    return wanted && dimension.isEmpty() ? Want.COUNTS : Want.NOTHING;
  }

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    NavigableMap<Long, Headroom.Hour> hours = decode(memory.get(KEY));
    minute.windows().forEach(window -> add(hours, window));
    keep(hours, minute.endMillis(), memory);
    Optional<MergedWindow> runs = minute.of(RUNS, minute.agent());
    if (runs.isPresent()
        && Headroom.of(List.copyOf(hours.values())) instanceof Headroom.Known known
        && known.times() < settings.headroomMin()) {
      hits.accept(hit(minute, runs.get(), known));
    }
  }

  /** Hours that were stored count like hours that were seen. */
  @Override
  public void warm(MergedWindow hour, Memory memory) {
    NavigableMap<Long, Headroom.Hour> hours = decode(memory.get(KEY));
    add(hours, hour);
    keep(hours, hour.toMillis(), memory);
  }

  private static void add(NavigableMap<Long, Headroom.Hour> hours, MergedWindow window) {
    long hour = Math.floorDiv(window.fromMillis(), HOUR);
    boolean runs = window.signal().equals(RUNS);
    Headroom.Hour more =
        new Headroom.Hour(hour, runs ? window.count() : 0, runs ? 0 : window.sum());
    hours.merge(
        hour,
        more,
        (one, other) ->
            new Headroom.Hour(hour, one.runs() + other.runs(), one.load() + other.load()));
  }

  private static void keep(NavigableMap<Long, Headroom.Hour> hours, long nowMillis, Memory memory) {
    hours.headMap(hours.lastKey() - Headroom.HOURS_KEPT, true).clear();
    memory.put(KEY, encode(hours), nowMillis + Headroom.HOURS_KEPT * HOUR);
  }

  private RuleHit hit(Minute minute, MergedWindow runs, Headroom.Known known) {
    return new RuleHit(
        "forecast.capacity",
        SIGNAL,
        minute.agent(),
        Severity.WARNING,
        minute.endMillis(),
        settings.headroomMin() / known.times(),
        "a run takes %s tokens now: the most that was carried in an hour is enough for %s runs a minute of these, %s of the day's busiest hour"
            .formatted(
                Numbers.plain(Math.rint(known.loadPerRun())),
                Numbers.plain(known.runsPerMinute()),
                Numbers.ratio(known.times())),
        Map.of(
            "headroom", known.times(),
            "headroom_limit", settings.headroomMin(),
            "tokens_per_run", known.loadPerRun(),
            "runs_per_hour_most", known.runsMost(),
            "tokens_per_hour_most", known.loadMost()),
        runs.exemplars());
  }

  private static byte[] encode(Map<Long, Headroom.Hour> hours) {
    StateWriter writer = new StateWriter(VERSION).number(hours.size());
    for (Headroom.Hour hour : hours.values()) {
      writer.number(hour.hour()).real(hour.runs()).real(hour.load());
    }
    return writer.bytes();
  }

  private static NavigableMap<Long, Headroom.Hour> decode(byte @Nullable [] bytes) {
    NavigableMap<Long, Headroom.Hour> hours = new TreeMap<>();
    if (bytes != null) {
      StateReader reader = new StateReader(bytes, VERSION);
      for (int left = reader.size(); left > 0; left--) {
        Headroom.Hour hour = new Headroom.Hour(reader.number(), reader.real(), reader.real());
        hours.put(hour.hour(), hour);
      }
    }
    return hours;
  }
}
