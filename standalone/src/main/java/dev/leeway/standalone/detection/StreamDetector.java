package dev.leeway.standalone.detection;

import dev.leeway.signals.drift.reference.ReferenceDetector;
import dev.leeway.signals.drift.sequential.RateDetector;
import dev.leeway.signals.drift.sequential.RateNull;
import dev.leeway.signals.drift.sequential.Side;

/** The product's rate detector on single events, as others' detectors are: one side, one limit. */
final class StreamDetector implements ReferenceDetector {

  /** Which of the two forms of evidence is held to the limit. */
  enum Form {
    SHIRYAEV_ROBERTS,
    CUSUM
  }

  private final RateDetector detector = new RateDetector();
  private final RateNull rate;
  private final Form form;
  private final double logLimit;

  StreamDetector(RateNull rate, Form form, double limit) {
    this.rate = rate;
    this.form = form;
    this.logLimit = Math.log(limit);
  }

  @Override
  public boolean step(double value) {
    detector.step(value > 0 ? 1 : 0, 1, rate, 0);
    double evidence =
        switch (form) {
          case SHIRYAEV_ROBERTS -> detector.logM(Side.UP);
          case CUSUM -> detector.logCusum(Side.UP);
        };
    boolean alarm = evidence >= logLimit;
    if (alarm) {
      detector.reset();
    }
    return alarm;
  }
}
