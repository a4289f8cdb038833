package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Bins;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.drift.measure.EffectMeasure;
import dev.leeway.signals.drift.sequential.BinNull;
import dev.leeway.signals.drift.sequential.DistributionDetector;
import dev.leeway.signals.drift.sequential.LocationDetector;
import dev.leeway.signals.drift.sequential.LocationNull;
import dev.leeway.signals.drift.sequential.RateDetector;
import dev.leeway.signals.drift.sequential.RateNull;

/** The sequential test of a series, chosen by how its signal is watched. Not thread-safe. */
sealed interface SeriesDetector {

  /** Takes a pane in. */
  void step(long[] counts, Reference reference, DriftConfig config, long paneStartMillis);

  double logM();

  long onsetMillis();

  void reset();

  void encode(StateWriter writer);

  static SeriesDetector of(Watch watch, Bins bins) {
    return switch (watch) {
      case Watch.Rate rate -> new OfRate(new RateDetector());
      case Watch.Distribution distribution ->
          new OfDistribution(new DistributionDetector(bins.size()), new LocationDetector());
    };
  }

  static SeriesDetector decode(Watch watch, StateReader reader) {
    return switch (watch) {
      case Watch.Rate rate -> new OfRate(RateDetector.decode(reader));
      case Watch.Distribution distribution ->
          new OfDistribution(DistributionDetector.decode(reader), LocationDetector.decode(reader));
    };
  }

  /** The bins in which a series with this history is counted. */
  static Bins binsOf(Watch watch, Histogram reference) {
    return switch (watch) {
      case Watch.Rate rate -> Bins.GOOD_BAD;
      case Watch.Distribution distribution -> Bins.cut(reference);
    };
  }

  /** How the gate measures its effect. */
  static EffectMeasure effectOf(Watch watch) {
    return switch (watch) {
      case Watch.Rate rate -> EffectMeasure.LOG_RATE_RATIO;
      case Watch.Distribution distribution -> EffectMeasure.PSI;
    };
  }

  /** The detector's name in findings. */
  static String nameOf(Watch watch) {
    return switch (watch) {
      case Watch.Rate rate -> "drift.rate";
      case Watch.Distribution distribution -> "drift.distribution";
    };
  }

  /** How many e-processes it adds to the tenant's promise: each side of a rate is one. */
  static int processesOf(Watch watch) {
    return switch (watch) {
      case Watch.Rate rate -> 2;
      case Watch.Distribution distribution -> 1;
    };
  }

  /** D1 on the share of bad runs. */
  record OfRate(RateDetector detector) implements SeriesDetector {
    @Override
    public void step(long[] counts, Reference reference, DriftConfig config, long paneStartMillis) {
      long[] normal = reference.countsArray();
      long runs = normal[0] + normal[1];
      double margin = runs > config.marginFromRuns() ? config.margin() : 0;
      RateNull nullHypothesis = RateNull.of(normal[1], runs, reference.phi().get(1), margin);
      detector.step(counts[1], counts[0] + counts[1], nullHypothesis, paneStartMillis);
    }

    @Override
    public double logM() {
      return detector.logM();
    }

    @Override
    public long onsetMillis() {
      return detector.onsetMillis();
    }

    @Override
    public void reset() {
      detector.reset();
    }

    @Override
    public void encode(StateWriter writer) {
      detector.encode(writer);
    }
  }

  /**
   * D2 on bins and D3 on ranks: the mean of two e-detectors is one, so that a slide of the whole
   * distribution is found as fast as D3 finds it, and any other change as D2 does, at the price of
   * log 2.
   */
  record OfDistribution(DistributionDetector bins, LocationDetector location)
      implements SeriesDetector {
    @Override
    public void step(long[] counts, Reference reference, DriftConfig config, long paneStartMillis) {
      long[] normal = reference.countsArray();
      bins.step(
          counts, BinNull.of(normal, reference.phiArray(), config.epsilon()), paneStartMillis);
      location.step(
          counts, LocationNull.of(normal, reference.phiMax(), config.epsilon()), paneStartMillis);
    }

    @Override
    public double logM() {
      double more = Math.max(bins.logM(), location.logM());
      double less = Math.min(bins.logM(), location.logM());
      return more == Double.NEGATIVE_INFINITY
          ? more
          : more + Math.log1p(Math.exp(less - more)) - Math.log(2);
    }

    @Override
    public long onsetMillis() {
      return location.strength() > bins.strength() ? location.onsetMillis() : bins.onsetMillis();
    }

    @Override
    public void reset() {
      bins.reset();
      location.reset();
    }

    @Override
    public void encode(StateWriter writer) {
      bins.encode(writer);
      location.encode(writer);
    }
  }
}
