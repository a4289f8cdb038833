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

  private static final String TAKEN_BACK = "the pinned baseline was taken back";
  private static final String PINNED = "judged against the pinned baseline from now on";

  private final SeriesContext series;
  private final SeriesState state;
  private final StatusBoard status;
  private final ReferenceKeeper normal;
  private final SeriesFinding finding;
  private final PinnedDrift apart;

  TakenAsNormal(SeriesContext series) {
    this.series = series;
    this.state = series.state();
    this.status = new StatusBoard(series);
    this.normal = new ReferenceKeeper(series);
    this.finding = new SeriesFinding(series);
    this.apart = new PinnedDrift(series);
  }

  /** Does what a person says about what is normal. What they saw was there before they said it. */
  void order(BaselineOrder order) {
    boolean stale = openedAfter(order.atMillis());
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
          if (state.open == null && state.fromPin != null) {
            // What differs from the pin is normal, so the pin is not.
            pin(null, order.atMillis());
          }
          state.frozen = null;
          reBaseline(order.atMillis(), "taken as the new normal");
        }
      }
    }
  }

  private boolean openedAfter(long atMillis) {
    OpenDrift open = state.open;
    if (open == null && state.fromPin != null) {
      open = state.fromPin.open();
    }
    return open != null && open.finding().openedAtMillis() > atMillis;
  }

  private void pin(@Nullable SlotCounts pinned, long atMillis) {
    if (Objects.equals(pinned, state.pinned)) {
      return;
    }
    SeriesState.PinDrift fromPin = state.fromPin;
    if (pinned == null && fromPin != null) {
      // What was learned and found beside that finding goes on.
      apart.outlivePin(fromPin, atMillis, TAKEN_BACK);
    } else {
      String text = pinned == null ? TAKEN_BACK : PINNED;
      if (state.open != null) {
        finding.close(state.open, atMillis, state.open.finding().effect(), text);
      }
      if (fromPin != null) {
        apart.yieldToPin(fromPin, atMillis, text);
      }
      normal.disarm();
    }
    normal.pin(pinned, atMillis);
    Health calm = state.armed == null ? Health.LEARNING : Health.STABLE;
    status.show(state.open == null ? calm : Health.DRIFT, atMillis, 0);
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
