package dev.leeway.streamjobs.metric;

import dev.leeway.signals.metric.SeriesId;
import dev.leeway.signals.metric.SeriesState;
import dev.leeway.signals.metric.SeriesStateCodec;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * The series of the shard that is the current key, at most so many.
 *
 * <p>A series that finds no place is not remembered, and none is put out for it: what was counted
 * of a series must be known as long as its sender may go on counting, or it would be counted twice.
 */
final class SeriesMemory {
  static final ValueStateDescriptor<SeriesCard> CARD =
      new ValueStateDescriptor<>("series-card", TypeInformation.of(SeriesCard.class));
  static final MapStateDescriptor<SeriesId, StoredSeries> SERIES =
      new MapStateDescriptor<>(
          "series", TypeInformation.of(SeriesId.class), TypeInformation.of(StoredSeries.class));

  /** Some thousand buckets; with it the series of a tenant stay below 320 MB at the worst. */
  static final int STATE_BYTES_MAX = 16 << 10;

  private final ValueState<SeriesCard> card;
  private final MapState<SeriesId, StoredSeries> series;
  private final SeriesSettings settings;

  SeriesMemory(
      ValueState<SeriesCard> card,
      MapState<SeriesId, StoredSeries> series,
      SeriesSettings settings) {
    this.card = card;
    this.series = series;
    this.settings = settings;
  }

  /** What a series has come to; empty when it is new and there is no place for it. */
  Optional<SeriesState> of(SeriesId id) throws Exception {
    StoredSeries stored = series.get(id);
    if (stored != null) {
      return Optional.of(SeriesStateCodec.decode(stored.state()));
    }
    return card().series() < settings.seriesPerShardMax()
        ? Optional.of(SeriesState.NEW)
        : Optional.empty();
  }

  /**
   * Keeps it; true when it is a new one.
   *
   * @param state as {@link SeriesStateCodec} bytes that fit
   */
  boolean keep(SeriesId id, byte[] state, long appendMillis) throws Exception {
    boolean isNew = !series.contains(id);
    series.put(id, new StoredSeries(appendMillis, state));
    SeriesCard before = card();
    SeriesCard after = before.heard(appendMillis).plus(isNew ? 1 : 0);
    if (!after.equals(before)) {
      card.update(after);
    }
    return isNew;
  }

  static boolean fits(byte[] state) {
    return state.length <= STATE_BYTES_MAX;
  }

  /** Forgets the series that were silent too long, in the time of the records read; how many. */
  int forget(long nowMillis) throws Exception {
    SeriesCard before = card();
    // A tenant that is silent itself lets no time pass, so in the end the wall clock does.
    long latest =
        Math.max(before.latestAppendMillis(), nowMillis - settings.tenantSilence().toMillis());
    long oldest = latest - settings.seriesSilence().toMillis();
    int forgotten = 0;
    Iterator<Map.Entry<SeriesId, StoredSeries>> all = series.iterator();
    while (all.hasNext()) {
      if (all.next().getValue().heardMillis() < oldest) {
        all.remove();
        forgotten++;
      }
    }
    SeriesCard after = before.plus(-forgotten);
    if (after.series() == 0) {
      // An emptied map would stay behind.
      series.clear();
      card.clear();
    } else {
      card.update(after);
    }
    return forgotten;
  }

  private SeriesCard card() throws Exception {
    SeriesCard known = card.value();
    return known == null ? SeriesCard.NEW : known;
  }
}
