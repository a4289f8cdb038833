package dev.leeway.storage.backtest;

import dev.leeway.signals.window.WindowPartial;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.lookup.SeasonHours;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The thirteen weeks that the four-week rule knows at the beginning of a backtest, as the stream's
 * monitors read them when they begin.
 *
 * @param fromSeconds where those weeks begin
 * @param toSeconds where the tested minutes begin
 */
record StoredSeasons(
    SeasonHours hours,
    String tenantId,
    List<SeasonHours.Series> series,
    long fromSeconds,
    long toSeconds) {

  static StoredSeasons before(long toSeconds, ClickHouseClient clickHouse, TenantRows of) {
    long fromSeconds = toSeconds - SeasonHours.REACH.toSeconds();
    SeasonHours hours = new SeasonHours(clickHouse);
    return new StoredSeasons(
        hours,
        of.tenantId(),
        hours.series(of.tenantId(), of.agentName(), fromSeconds * 1_000, toSeconds * 1_000),
        fromSeconds,
        toSeconds);
  }

  long rows() {
    return series.stream().mapToLong(SeasonHours.Series::rows).sum();
  }

  /**
   * Gives the hours, a series in order of time before the next one.
   *
   * @param read is told, after each series, how many rows have been gone through
   * @return where the first hour begins; the end of those weeks where there is none
   */
  Instant each(Consumer<WindowPartial> each, Consumer<Long> read) {
    long firstMillis = toSeconds * 1_000;
    for (SeasonHours.Series one : series) {
      List<WindowPartial> found =
          hours.hours(tenantId, one, fromSeconds * 1_000, toSeconds * 1_000);
      if (!found.isEmpty()) {
        firstMillis = Math.min(firstMillis, found.getFirst().windowStartMillis());
      }
      found.forEach(each);
      read.accept(one.rows());
    }
    return Instant.ofEpochMilli(firstMillis);
  }
}
