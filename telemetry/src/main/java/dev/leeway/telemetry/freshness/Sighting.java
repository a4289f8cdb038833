package dev.leeway.telemetry.freshness;

import dev.leeway.signals.source.SourceCarrier;
import dev.leeway.signals.source.SourceLag;
import dev.leeway.signals.source.SourceMark;
import dev.leeway.signals.source.SourceStatus;
import dev.leeway.signals.source.SourceTime;
import dev.leeway.signals.source.SourceTimes;
import dev.leeway.signals.source.SourceUpdate;
import dev.leeway.signals.source.SourceUse;
import dev.leeway.signals.source.SourceVolume;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where and when something was said of a source, and by whom; makes an update of what was said.
 *
 * @param environment empty where it is not said
 */
record Sighting(
    String tenantId, String environment, SourceUse use, long observedMillis, long appendMillis) {
  private static final long AHEAD_MILLIS_MAX = Duration.ofMinutes(5).toMillis();
  private static final int ID_LENGTH_MAX = 512;
  private static final int WORD_LENGTH_MAX = 256;

  Sighting {
    // A clock that runs ahead would make everything else look old.
    observedMillis =
        observedMillis > appendMillis + AHEAD_MILLIS_MAX ? appendMillis : observedMillis;
  }

  /** What {@code data_source.*} attributes say of the source of this id. */
  SourceUpdate told(String sourceId, Map<String, String> said) {
    return told(sourceId, said, SourceTimes.at(observedMillis));
  }

  /**
   * The same with what is known of the documents.
   *
   * @param documents times of which only the documents' are taken
   */
  SourceUpdate told(String sourceId, Map<String, String> said, SourceTimes documents) {
    SourceTimes times =
        documents
            .asOf(SourceTime.millisOf(said.getOrDefault(SourceKeys.AS_OF, "")))
            .loaded(SourceTime.millisOf(said.getOrDefault(SourceKeys.LOADED_AT, "")));
    return update(
        sourceId,
        word(said, SourceKeys.TYPE),
        SourceKeys.carrierOf(word(said, SourceKeys.CARRIER)),
        SourceKeys.statusOf(word(said, SourceKeys.STATUS)),
        times,
        said,
        SourceLag.NONE,
        null);
  }

  /** What a known metric measures. */
  SourceUpdate measured(
      String sourceId,
      String sourceType,
      SourceCarrier carrier,
      SourceStatus status,
      SourceTimes times,
      SourceLag lag,
      @Nullable SourceMark mark,
      Map<String, String> said) {
    String type = word(said, SourceKeys.TYPE);
    return update(
        sourceId, type.isEmpty() ? sourceType : type, carrier, status, times, said, lag, mark);
  }

  private SourceUpdate update(
      String sourceId,
      String sourceType,
      SourceCarrier carrier,
      SourceStatus status,
      SourceTimes times,
      Map<String, String> said,
      SourceLag lag,
      @Nullable SourceMark mark) {
    StringBuilder detail = new StringBuilder(word(said, SourceKeys.ERROR));
    SourceTimes believed =
        new SourceTimes(
            observedMillis,
            past("as_of", times.asOfMillis(), detail),
            past("loaded_at", times.loadedMillis(), detail),
            past("newest document", times.newestDocumentMillis(), detail),
            past("oldest document", times.oldestDocumentMillis(), detail));
    Double limit = number(said, SourceKeys.MAX_STALENESS_SECONDS);
    return new SourceUpdate(
        tenantId,
        cut(sourceId, ID_LENGTH_MAX),
        sourceType,
        environment,
        carrier,
        status,
        believed,
        word(said, SourceKeys.VERSION),
        word(said, SourceKeys.RUN_ID),
        limit != null && limit > 0 ? limit : null,
        volumeOf(said),
        lag,
        mark,
        use,
        detail.toString(),
        appendMillis);
  }

  /** A time after the broker's, which would hide that the data is old, is set aside with a word. */
  private @Nullable Long past(String name, @Nullable Long millis, StringBuilder detail) {
    if (millis == null || millis <= appendMillis + AHEAD_MILLIS_MAX) {
      return millis;
    }
    detail.append(detail.isEmpty() ? "" : "; ");
    detail.append("%s lies in the future: %s".formatted(name, Instant.ofEpochMilli(millis)));
    return null;
  }

  private static SourceVolume volumeOf(Map<String, String> said) {
    Double share = number(said, SourceKeys.NULL_SHARE);
    return new SourceVolume(
        count(said, SourceKeys.ROWS),
        count(said, SourceKeys.BYTES),
        share != null && share >= 0 && share <= 1 ? share : null);
  }

  private static @Nullable Long count(Map<String, String> said, String key) {
    Double number = number(said, key);
    return number != null && number >= 0 && number < 1e18 ? Long.valueOf(number.longValue()) : null;
  }

  private static @Nullable Double number(Map<String, String> said, String key) {
    String text = said.getOrDefault(key, "").strip();
    if (!text.matches("-?\\d{1,20}(\\.\\d{1,20})?([eE][+-]?\\d{1,3})?")) {
      return null;
    }
    double number = Double.parseDouble(text);
    return Double.isFinite(number) ? number : null;
  }

  private static String word(Map<String, String> said, String key) {
    return cut(said.getOrDefault(key, "").strip(), WORD_LENGTH_MAX);
  }

  private static String cut(String text, int lengthMax) {
    return text.length() <= lengthMax ? text : text.substring(0, lengthMax);
  }
}
