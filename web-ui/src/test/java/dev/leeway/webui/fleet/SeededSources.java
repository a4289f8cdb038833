package dev.leeway.webui.fleet;

import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.source.SourceCarrier;
import dev.leeway.signals.source.SourceLag;
import dev.leeway.signals.source.SourceStatus;
import dev.leeway.signals.source.SourceTimes;
import dev.leeway.signals.source.SourceUpdate;
import dev.leeway.signals.source.SourceUse;
import dev.leeway.signals.source.SourceVolume;
import dev.leeway.signals.source.watch.SourceOutput;
import dev.leeway.signals.source.watch.SourceTerms;
import dev.leeway.signals.source.watch.SourceWatch;
import dev.leeway.signals.window.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Four sources: one fresh, one late by its rhythm, one too old, and one of which little is known.
 */
final class SeededSources {
  private static final long MINUTE = 60_000;

  private final List<SourceUpdate> updates = new ArrayList<>();
  private final long now;

  private SeededSources(Instant now) {
    this.now = now.toEpochMilli();
  }

  static List<SourceUpdate> until(Instant now) {
    SeededSources sources = new SeededSources(now);
    sources.policies();
    sources.prices();
    sources.orders();
    sources.clicks();
    return sources.updates;
  }

  /** What the watch over them would have said of the answers that used them. */
  static List<Observation> answersUntil(Instant now) {
    Answers answers = new Answers(new ArrayList<>());
    Map<String, SourceWatch> watches = new TreeMap<>();
    until(now).stream()
        .sorted(Comparator.comparingLong(update -> update.times().observedMillis()))
        .forEach(update ->
            watches
                .computeIfAbsent(
                    update.sourceId(),
                    id -> new SourceWatch("default", id, (env, source) -> SourceTerms.DEFAULTS))
                .saw(update, update.times().observedMillis(), answers));
    return answers.said;
  }

  private record Answers(List<Observation> said) implements SourceOutput {
    @Override
    public void observation(Observation observation) {
      said.add(observation);
    }

    @Override
    public void hit(RuleHit hit) {}
  }

  /** Rebuilt every 20 minutes, and used all the time. */
  private void policies() {
    for (long ago = 170; ago > 0; ago -= 20) {
      add("policies", "vector_index", SourceCarrier.ATTRIBUTES, SourceStatus.SUCCESS)
          .at(SourceTimes.at(before(ago)).asOf(before(ago + 3)).loaded(before(ago)), SourceUse.NONE)
          .with(new SourceVolume(1_204L, null, 0.004), SourceLag.NONE, 3_600.0);
    }
    for (long ago = 175; ago > 0; ago -= 3) {
      long built = (ago + 9) / 20 * 20 + 13;
      add("policies", "vector_index", SourceCarrier.ATTRIBUTES, SourceStatus.UNKNOWN)
          .at(
              SourceTimes.at(before(ago)).asOf(before(Math.max(built, ago))),
              new SourceUse(SeededFleet.STEADY, new TraceId(7, ago), ago))
          .with(SourceVolume.NONE, SourceLag.NONE, null);
    }
  }

  private void prices() {
    for (long ago = 170; ago > 0; ago -= 4) {
      add("price-list", "table", SourceCarrier.ATTRIBUTES, SourceStatus.UNKNOWN)
          .at(
              SourceTimes.at(before(ago)).asOf(before(26 * 60)).loaded(before(12)),
              new SourceUse(SeededFleet.DRIFTING, new TraceId(8, ago), ago))
          .with(SourceVolume.NONE, SourceLag.NONE, 86_400.0);
    }
  }

  private void orders() {
    for (long ago = 8 * 60; ago >= 180; ago -= 60) {
      add("warehouse/orders", "table", SourceCarrier.OPENLINEAGE, SourceStatus.SUCCESS)
          .at(SourceTimes.at(before(ago)).loaded(before(ago)), SourceUse.NONE)
          .with(new SourceVolume(52_310L, 8_400_000L, null), SourceLag.NONE, null);
    }
  }

  private void clicks() {
    add("clicks", "topic", SourceCarrier.KAFKA, SourceStatus.UNKNOWN)
        .at(SourceTimes.at(before(1)), SourceUse.NONE)
        .with(SourceVolume.NONE, new SourceLag(null, 1_240.0, "indexer"), null);
  }

  private long before(long minutes) {
    return now - minutes * MINUTE;
  }

  private Draft add(String id, String type, SourceCarrier carrier, SourceStatus status) {
    return new Draft(id, type, carrier, status);
  }

  private final class Draft {
    private final String id;
    private final String type;
    private final SourceCarrier carrier;
    private final SourceStatus status;
    private SourceTimes times = SourceTimes.at(0);
    private SourceUse use = SourceUse.NONE;

    Draft(String id, String type, SourceCarrier carrier, SourceStatus status) {
      this.id = id;
      this.type = type;
      this.carrier = carrier;
      this.status = status;
    }

    Draft at(SourceTimes newTimes, SourceUse newUse) {
      times = newTimes;
      use = newUse;
      return this;
    }

    void with(SourceVolume volume, SourceLag lag, @Nullable Double limitSeconds) {
      updates.add(
          new SourceUpdate(
              "default",
              id,
              type,
              use.agentName().isEmpty() ? "" : "production",
              carrier,
              status,
              times,
              "",
              "",
              limitSeconds,
              volume,
              lag,
              null,
              use,
              "",
              now));
    }
  }
}
