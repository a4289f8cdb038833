package dev.leeway.signals.condition.cascade;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.condition.traffic.Onset;
import dev.leeway.signals.condition.traffic.UsualShare;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.run.FailureOrigin;
import dev.leeway.signals.window.Exemplar;
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
 * against the hour before it did, until an hour after its end. Models of a provider are left to
 * that provider's watch, which knows all agents.
 */
public final class Cascades implements Condition {
  private static final String MINUTES = "minutes";
  private static final String ONSETS = "onsets";
  private static final int NOW_MINUTES = 5;
  private static final int BEFORE_MINUTES = 60;
  private static final long KEPT_MILLIS = (NOW_MINUTES + BEFORE_MINUTES) * Minute.MILLIS;

  /** Of all runs: fewer are a fault of the dependency, and no cascade. */
  private static final double RUNS_SHARE_MIN = 0.1;

  private static final Set<String> COUNTED =
      Set.of(Stretch.ORIGIN, Stretch.OUTCOME, Stretch.DEPTH, Stretch.TOKENS);
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
    Stretch now = sum(minutes.tailMap(split, true));
    // Said in minutes in which it goes on.
    most(now)
        .filter(origin -> Stretch.of(minute).origins().containsKey(origin))
        .ifPresent(origin -> {
          Onsets onsets = Onsets.decode(memory.get(ONSETS), minute.endMillis());
          Stretch before =
              onsets.before(origin).orElseGet(() -> sum(minutes.headMap(split, false)));
          if (risen(origin, now, before)) {
            onsets.wrong(origin, before, minute.endMillis());
            memory.put(ONSETS, onsets.encode(), minute.endMillis() + Onset.KEPT_MILLIS);
            hits.accept(
                new CascadeText(origin, now, before, settings)
                    .hit(minute, examples(minute, origin)));
          }
        });
  }

  /** Where most failures began, and enough of them. */
  private Optional<String> most(Stretch now) {
    return now.origins().entrySet().stream()
        .filter(entry -> !FailureOrigin.isOfProvider(entry.getKey()))
        .max(
            Map.Entry.<String, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .filter(entry -> entry.getValue() >= settings.runsMin())
        .filter(entry -> entry.getValue() >= settings.shareMin() * now.failed())
        .map(Map.Entry::getKey);
  }

  private boolean risen(String origin, Stretch now, Stretch before) {
    UsualShare usual = new UsualShare(before.begunAt(origin), before.runs());
    return now.shareOf(origin) >= usual.limit(settings.riseMin(), RUNS_SHARE_MIN);
  }

  private static List<String> examples(Minute minute, String origin) {
    List<String> examples = new ArrayList<>();
    Optional<MergedWindow> window = minute.of(Stretch.ORIGIN, minute.agent());
    window
        .map(found -> found.exemplarOf().get(origin))
        .map(Exemplar::traceOf)
        .ifPresent(examples::add);
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
