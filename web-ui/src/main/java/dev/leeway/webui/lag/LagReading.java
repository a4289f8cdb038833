package dev.leeway.webui.lag;

import dev.leeway.storage.query.IngestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far what is stored and what is judged have come.
 *
 * <p>A span is stored with a checkpoint that the detectors have taken part in, so detectors that
 * stand still hold up storage too; what is unjudged shows those that run and say nothing.
 *
 * @param newestSpan when the broker took the newest span that is stored; empty before the first
 * @param oldestUnjudged the first minute with runs after the newest pane that a detector judged;
 *     empty where there is none, or nothing was ever judged
 */
public record LagReading(Optional<Instant> newestSpan, Optional<Instant> oldestUnjudged) {
  /** Beyond it pages and the webhook say that Leeway is behind. */
  public static final Duration SPAN_LIMIT = Duration.ofMinutes(2);

  /** Of a slow agent a pane is an hour, and a signal that stays as it is is restated hourly. */
  public static final Duration PANE_LIMIT = Duration.ofHours(2).plusMinutes(10);

  /** What storage says now. */
  public static LagReading of(IngestStore ingest) {
    return new LagReading(ingest.newestSpan(), ingest.oldestUnjudged());
  }

  /** How old the newest span is, where that is too old. */
  public Optional<Duration> spansBehind(Instant now) {
    return beyond(newestSpan, SPAN_LIMIT, now);
  }

  /** How long detectors have judged nothing although runs came, where that is too long. */
  public Optional<Duration> panesBehind(Instant now) {
    return beyond(oldestUnjudged, PANE_LIMIT, now);
  }

  private static Optional<Duration> beyond(Optional<Instant> at, Duration limit, Instant now) {
    return at.map(then -> Duration.between(then, now)).filter(age -> age.compareTo(limit) > 0);
  }
}
