package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.SeriesHistory;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.drift.seasonal.ConformalVerdict;
import dev.leeway.signals.drift.seasonal.FourWeekRule;
import dev.leeway.signals.drift.seasonal.SlotValue;
import dev.leeway.signals.drift.sequential.MixtureProcess;
import dev.leeway.signals.finding.Finding;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the four-week rule remembers of one quantity of an agent, as versioned bytes: some 9 KB of
 * past hours, and 20 bytes of its e-process. Only {@link SeasonMonitor} changes it. Not
 * thread-safe.
 */
final class Season {
  private static final int VERSION = 1;
  private static final int SLOTS_PER_WEEK = 168;

  FourWeekRule rule = new FourWeekRule(SLOTS_PER_WEEK);
  MixtureProcess process = new MixtureProcess(1);
  EvidencePath path = new EvidencePath();
  Excursion excursion = new Excursion();

  /** The newest hour that was taken in; {@link Long#MIN_VALUE} before the first. */
  long lastHour = Long.MIN_VALUE;

  /** An hour that may not have arrived whole. */
  long spoiledHour = Long.MIN_VALUE;

  /** Nothing is stated before: somebody took another level as normal than the weeks before had. */
  long mutedUntil = Long.MIN_VALUE;

  /** Whether its e-process counts among those that share the promise. */
  boolean counted;

  @Nullable Finding open;

  /** Hours in a row that were not unusual while the finding was open. */
  int calmHours;

  /** Takes an hour in, which is later than those before; hours between were not seen. */
  Optional<ConformalVerdict> take(long hourStart, SlotValue value) {
    missUntil(hourStart);
    lastHour = hourStart;
    return rule.step(value);
  }

  /** No hour between the last one and this one was seen. */
  void missUntil(long hourStart) {
    long missed = lastHour == Long.MIN_VALUE ? 0 : (hourStart - lastHour) / SeriesHistory.HOUR - 1;
    for (long slot = Math.min(missed, rule.slotsKept()); slot > 0; slot--) {
      rule.step(SlotValue.unseen());
    }
  }

  /** When an open finding closes for want of data. */
  long silenceDueMillis(DriftConfig config) {
    return lastHour + SeriesHistory.HOUR + 6 * config.noDataAfter().toMillis();
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION);
    rule.encode(writer);
    process.encode(writer);
    path.encode(writer);
    excursion.encode(writer);
    writer.number(lastHour).number(spoiledHour).number(mutedUntil).flag(counted);
    writer.flag(open != null);
    if (open != null) {
      FindingCodec.encode(open, writer);
    }
    return writer.number(calmHours).bytes();
  }

  static Season decode(byte[] bytes) {
    StateReader reader = new StateReader(bytes, VERSION);
    Season season = new Season();
    season.rule = FourWeekRule.decode(reader);
    season.process = MixtureProcess.decode(reader);
    season.path = EvidencePath.decode(reader);
    season.excursion = Excursion.decode(reader);
    season.lastHour = reader.number();
    season.spoiledHour = reader.number();
    season.mutedUntil = reader.number();
    season.counted = reader.flag();
    season.open = reader.flag() ? FindingCodec.decode(reader) : null;
    season.calmHours = (int) reader.number();
    return season;
  }
}
