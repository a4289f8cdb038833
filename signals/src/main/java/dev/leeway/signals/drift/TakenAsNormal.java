package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.BaselineSlot;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.drift.baseline.Slots;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes what is normal for a series on a person's word, or because time passed. Not thread-safe.
 */
final class TakenAsNormal {
  /** Evidence of a finding that closed because what it speaks of was taken as normal. */
  static final String ACCEPTED = "taken_as_normal";

  private final SeriesContext series;
  private final SeriesState state;
  private final StatusBoard status;
  private final ReferenceKeeper normal;
  private final SeriesFinding finding;

  TakenAsNormal(SeriesContext series) {
    this.series = series;
    this.state = series.state();
    this.status = new StatusBoard(series);
    this.normal = new ReferenceKeeper(series);
    this.finding = new SeriesFinding(series);
  }

  /** Does what a person says about what is normal. What they saw was there before they said it. */
  void order(BaselineOrder order) {
    OpenDrift open = state.open;
    boolean stale = open != null && open.finding().openedAtMillis() > order.atMillis();
    switch (order.kind()) {
      case PIN ->
          pin(
              new SlotCounts(
                  BaselineSlot.PINNED, order.fromMillis(), order.toMillis(), order.counts()),
              order.atMillis());
      case UNPIN -> {
        if (state.pinned != null) {
          pin(null, order.atMillis());
        }
      }
      case ACCEPT -> {
        if (!stale) {
          state.frozen = null;
          reBaseline(order.atMillis(), "taken as the new normal");
        }
      }
    }
  }

  private void pin(@Nullable SlotCounts pinned, long atMillis) {
    if (Objects.equals(pinned, state.pinned)) {
      return;
    }
    if (state.open != null) {
      String text =
          pinned == null
              ? "the pinned baseline was taken back"
              : "judged against the pinned baseline from now on";
      finding.close(state.open, atMillis, state.open.finding().effect(), text);
    }
    normal.pin(pinned, atMillis);
    status.show(state.armed == null ? Health.LEARNING : Health.STABLE, atMillis, 0);
  }

  /** What is seen now is normal: closes the finding and learns from its onset on. */
  void reBaseline(long atMillis, String reason) {
    OpenDrift open = state.open;
    if (open != null) {
      long onsetHour = Slots.hourOf(open.finding().onsetMillis());
      series
          .histories()
          .change(history -> {
            // Two regimes in one reference would look like over-dispersion, and blind the detector.
            history.contaminate(Long.MIN_VALUE, onsetHour);
            history.accept(onsetHour);
          });
      state.hourContaminated = false;
      finding.close(open, atMillis, open.finding().effect(), reason, Map.of(ACCEPTED, 1.0));
    }
    normal.learnAnew(atMillis);
    new AgentSeasons(series).accept(series.key().signal(), atMillis);
    status.show(state.armed == null ? Health.LEARNING : Health.STABLE, atMillis, 0);
  }
}
