package dev.leeway.signals.condition.cascade;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.window.MergedWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Many runs at once fail, and most of the failures began at one dependency: the last five minutes
 * against the hour before. Models are left to their provider's watch, which knows all agents.
 */
public final class Cascades implements Condition {
  private static final String MINUTES = "minutes";
  private static final int NOW_MINUTES = 5;
  private static final int BEFORE_MINUTES = 60;
  private static final long KEPT_MILLIS = (NOW_MINUTES + BEFORE_MINUTES) * Minute.MILLIS;

  /** Of all runs: fewer are a fault of the dependency, and no cascade. */
  private static final double RUNS_SHARE_MIN = 0.1;

  private static final Set<String> COUNTED =
      Set.of(Stretch.ORIGIN, Stretch.OUTCOME, Stretch.DEPTH, Stretch.TOKENS);
  private static final String MODEL = "model ";
  private static final int VERSION = 1;

  private final CascadeSettings settings;

  public Cascades(CascadeSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "cascade";
  }

  @Override
  public Want wants(String signal, String dimension) {
    if (!dimension.isEmpty()) {
      return Want.NOTHING;
    }
    return signal.equals(Stretch.WORK)
        ? Want.DISTRIBUTION
        : COUNTED.contains(signal) ? Want.COUNTS : Want.NOTHING;
  }

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    NavigableMap<Long, Stretch> minutes = decode(memory.get(MINUTES));
    minutes.merge(minute.startMillis(), Stretch.of(minute), Stretch::plus);
    minutes.headMap(minute.endMillis() - KEPT_MILLIS, false).clear();
    memory.put(MINUTES, encode(minutes), minute.endMillis() + KEPT_MILLIS);
    long split = minute.endMillis() - NOW_MINUTES * Minute.MILLIS;
    Stretch before = sum(minutes.headMap(split, false));
    Stretch now = sum(minutes.tailMap(split, true));
    // Said in minutes in which it goes on.
    origin(now, before)
        .filter(origin -> Stretch.of(minute).origins().containsKey(origin))
        .map(origin ->
            new CascadeText(origin, now, before, settings).hit(minute, examples(minute, origin)))
        .ifPresent(hits);
  }

  private Optional<String> origin(Stretch now, Stretch before) {
    return now.origins().entrySet().stream()
        .filter(entry -> !entry.getKey().startsWith(MODEL))
        .max(
            Map.Entry.<String, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .filter(entry -> entry.getValue() >= settings.runsMin())
        .filter(entry -> entry.getValue() >= settings.shareMin() * now.failed())
        .map(Map.Entry::getKey)
        .filter(origin -> now.shareOf(origin) >= RUNS_SHARE_MIN)
        .filter(origin -> now.shareOf(origin) >= settings.riseMin() * before.shareOf(origin));
  }

  private static List<String> examples(Minute minute, String origin) {
    List<String> examples = new ArrayList<>();
    Optional<MergedWindow> window = minute.of(Stretch.ORIGIN, minute.agent());
    window.map(found -> found.exemplarOf().get(origin)).ifPresent(examples::add);
    window.stream()
        .flatMap(found -> found.exemplars().stream())
        .filter(trace -> !examples.contains(trace))
        .forEach(examples::add);
    return examples;
  }

  private static Stretch sum(Map<Long, Stretch> minutes) {
    return minutes.values().stream().reduce(Stretch.NONE, Stretch::plus);
  }

  private static byte[] encode(Map<Long, Stretch> minutes) {
    StateWriter writer = new StateWriter(VERSION).number(minutes.size());
    minutes.forEach((start, stretch) -> {
      writer.number(start / Minute.MILLIS);
      stretch.encode(writer);
    });
    return writer.bytes();
  }

  private static NavigableMap<Long, Stretch> decode(byte @Nullable [] bytes) {
    NavigableMap<Long, Stretch> minutes = new TreeMap<>();
    if (bytes != null) {
      StateReader reader = new StateReader(bytes, VERSION);
      for (int left = reader.size(); left > 0; left--) {
        minutes.put(reader.number() * Minute.MILLIS, Stretch.decode(reader));
      }
    }
    return minutes;
  }
}
