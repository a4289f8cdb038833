package dev.leeway.webui.notify;

import dev.leeway.webui.lag.LagReading;
import dev.leeway.webui.words.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides when somebody is to be told that Leeway itself is behind, and when that it is well again.
 * What was already old when the watch began counts from then, since a start has to catch up first.
 * Not thread-safe.
 */
final class LagWatch {
  private final Instant startedAt;
  private Instant answeredAt;
  private @Nullable Instant since;

  LagWatch(Instant startedAt) {
    this.startedAt = startedAt;
    this.answeredAt = startedAt;
  }

  /** Storage answered; what is to be told, if anything. */
  Optional<LagNotice> read(LagReading reading, Instant now) {
    answeredAt = now;
    Optional<Duration> spans = reading.spansBehind(now);
    Optional<Duration> panes = reading.panesBehind(now);
    boolean young = Duration.between(startedAt, now).compareTo(LagReading.SPAN_LIMIT) <= 0;
    if (young || (spans.isEmpty() && panes.isEmpty())) {
      return well(now);
    }
    String words =
        spans.isPresent()
            ? "the newest stored span is %s old"
            : "detectors have judged none of the runs of the last %s";
    return behind(now.minus(spans.or(() -> panes).orElseThrow()), now, words);
  }

  /** Storage did not answer; what is to be told, if anything. */
  Optional<LagNotice> unanswered(Instant now) {
    if (Duration.between(answeredAt, now).compareTo(LagReading.SPAN_LIMIT) <= 0) {
      return Optional.empty();
    }
    return behind(answeredAt, now, "ClickHouse has not answered for %s");
  }

  private Optional<LagNotice> behind(Instant from, Instant now, String words) {
    if (since != null) {
      return Optional.empty();
    }
    since = from;
    return Optional.of(
        new LagNotice(NotificationEvent.FIRING, from, now, words.formatted(ago(from, now))));
  }

  private Optional<LagNotice> well(Instant now) {
    Instant from = since;
    if (from == null) {
      return Optional.empty();
    }
    since = null;
    return Optional.of(
        new LagNotice(
            NotificationEvent.RESOLVED, from, now, "was behind for %s".formatted(ago(from, now))));
  }

  private static String ago(Instant from, Instant now) {
    return Durations.whole(Duration.between(from, now).toSeconds());
  }
}
