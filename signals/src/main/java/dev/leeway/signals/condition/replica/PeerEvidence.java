package dev.leeway.signals.condition.replica;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.drift.sequential.MixtureProcess;
import java.util.List;
import java.util.TreeMap;

/**
 * What speaks for one replica being unlike its peers by one measure: an e-detector over minutes,
 * and the last half hour in numbers.
 *
 * <p>A minute's e-value is the product of its routes' {@link PeerStep#logEvalue}, to the power
 * {@code 1 / PHI}: runs of one conversation resemble each other and stay on one replica, and a
 * power below 1 of an e-value is an e-value (Jensen). The process is of Shiryaev–Roberts kind, so
 * that a replica that goes wrong after a year of health is found as soon as one that does on its
 * first day ({@link MixtureProcess}). Not thread-safe.
 */
final class PeerEvidence {
  static final double PHI = 2;
  private static final double[] MORE_BAD = {2, 4, 8};
  private static final double[] OTHER_VALUES = {3, 9, 1.0 / 3, 1.0 / 9};
  private static final long STEP = 5 * Minute.MILLIS;
  private static final long WINDOW = 6 * STEP;

  private final PeerMeasure measure;
  private MixtureProcess process;
  private final TreeMap<Long, PeerTally> recent = new TreeMap<>();

  PeerEvidence(PeerMeasure measure) {
    this.measure = measure;
    this.process = new MixtureProcess(odds().length);
  }

  /** Takes a minute's routes in. */
  void add(long minuteStart, List<PeerStep> routes) {
    double[] odds = odds();
    for (int at = 0; at < odds.length; at++) {
      double log = 0;
      for (PeerStep route : routes) {
        log += route.logEvalue(odds[at]);
      }
      process.step(at, log / PHI, minuteStart);
    }
    long step = Math.floorDiv(minuteStart, STEP) * STEP;
    PeerTally tally = recent.getOrDefault(step, PeerTally.NONE);
    for (PeerStep route : routes) {
      tally = tally.plus(route);
    }
    recent.put(step, tally);
    forgetBefore(minuteStart);
  }

  void forgetBefore(long minuteStart) {
    recent.headMap(minuteStart - WINDOW, true).clear();
  }

  /** The last half hour. */
  PeerTally recent() {
    return recent.values().stream().reduce(PeerTally.NONE, PeerTally::plus);
  }

  double logEvidence() {
    return process.logM();
  }

  long sinceMillis() {
    return process.onsetMillis();
  }

  /** What came before is no evidence any more; the numbers stay. */
  void reset() {
    process.reset();
  }

  private double[] odds() {
    return measure.rate() ? MORE_BAD : OTHER_VALUES;
  }

  void encode(StateWriter writer) {
    process.encode(writer);
    writer.number(recent.size());
    recent.forEach((start, tally) -> {
      writer.number(start / STEP);
      tally.encode(writer);
    });
  }

  static PeerEvidence decode(PeerMeasure measure, StateReader reader) {
    PeerEvidence evidence = new PeerEvidence(measure);
    evidence.process = MixtureProcess.decode(reader);
    for (int left = reader.size(); left > 0; left--) {
      evidence.recent.put(reader.number() * STEP, PeerTally.decode(reader));
    }
    return evidence;
  }
}
