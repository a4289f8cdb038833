package dev.leeway.signals.source.watch;

import dev.leeway.signals.catalogue.SourceSignals;
import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.source.watch.AmountShift.Amount;
import java.util.Map;
import java.util.Optional;

/** Whether a source's newest update brought far more or fewer rows, or more nulls, than usual. */
final class AmountTrouble {
  private AmountTrouble() {}

  static Optional<Trouble> ofRows(SourceHistory history, long atMillis) {
    return AmountShift.of(history.rows().until(atMillis), Amount.ROWS)
        .map(shift ->
            new Trouble(
                SourceSignals.VOLUME,
                shift.sinceMillis(),
                Severity.WARNING,
                Math.abs(Math.log1p(shift.value()) - Math.log1p(shift.usual())) / Math.log(2),
                "the load of %s brought %s rows, %s were usual (median of %d loads)%s"
                    .formatted(
                        Numbers.timeOfDay(shift.atMillis()),
                        Numbers.plain(shift.value()),
                        Numbers.plain(shift.usual()),
                        shift.usualUpdates(),
                        again(shift)),
                evidence(shift, "rows")));
  }

  static Optional<Trouble> ofNulls(SourceHistory history, long atMillis) {
    return AmountShift.of(history.nullShares().until(atMillis), Amount.NULLS)
        .map(shift ->
            new Trouble(
                SourceSignals.NULLS,
                shift.sinceMillis(),
                Severity.WARNING,
                (shift.value() - shift.usual()) / AmountShift.NULLS_MIN,
                "%s of the values of the load of %s are null, %s were usual (median of %d loads)%s"
                    .formatted(
                        Numbers.percent(shift.value()),
                        Numbers.timeOfDay(shift.atMillis()),
                        Numbers.percent(shift.usual()),
                        shift.usualUpdates(),
                        again(shift)),
                evidence(shift, "null_share")));
  }

  private static String again(AmountShift shift) {
    return shift.updates() == 1 ? "" : ", as did %d loads in a row".formatted(shift.updates());
  }

  private static Map<String, Double> evidence(AmountShift shift, String what) {
    return Map.of(
        what,
        shift.value(),
        "usual_" + what,
        shift.usual(),
        "usual_loads",
        (double) shift.usualUpdates(),
        "shifted_loads",
        (double) shift.updates());
  }
}
