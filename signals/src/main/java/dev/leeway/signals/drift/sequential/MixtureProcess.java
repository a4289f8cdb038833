package dev.leeway.signals.drift.sequential;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.Arrays;

/**
 * A mixture e-detector: the mean of Shiryaev–Roberts processes over components (alternatives, bins,
 * sides), with the CUSUM twin of each, whose last restart says since when.
 *
 * <p>For e-values {@code e_j} of a step, {@code M_j <- (M_j + 1) e_j} and {@code M = mean_j M_j}.
 * If every {@code e_j} has expectation at most 1 under the null whatever came before, then {@code
 * E[M_t] <= t}, and the first time that M reaches 1/alpha is on average at least 1/alpha steps away
 * (Shin, Ramdas, Rinaldo, "E-detectors", NEJSDS 2024, sections 2 to 4). The twin is {@code W_j <-
 * max(W_j, 1) e_j}. Components that are never stepped count as zero, which keeps the bound.
 *
 * <p>At most 20 bytes per component; 96 components stay below 2 KB. Not thread-safe.
 */
public final class MixtureProcess {
  private static final long MINUTE = 60_000;

  private final double[] logM;
  private final double[] logW;
  private final long[] onsetMinute;

  public MixtureProcess(int components) {
    if (!(components >= 1 && components <= 96)) {
      throw new IllegalArgumentException("components must be within [1, 96]: " + components);
    }
    logM = new double[components];
    logW = new double[components];
    onsetMinute = new long[components];
    reset();
  }

  /** Forgets all evidence. */
  public void reset() {
    Arrays.fill(logM, Double.NEGATIVE_INFINITY);
    Arrays.fill(logW, Double.NEGATIVE_INFINITY);
    Arrays.fill(onsetMinute, 0);
  }

  /** Multiplies a component's e-value of the step that began at {@code atMillis} in. */
  public void step(int component, double logEvalue, long atMillis) {
    logM[component] = logOnePlusExp(logM[component]) + logEvalue;
    if (!(logW[component] > 0)) {
      logW[component] = 0;
      onsetMinute[component] = Math.floorDiv(atMillis, MINUTE);
    }
    logW[component] += logEvalue;
  }

  /** log M, negative infinity before the first step. */
  public double logM() {
    return logMean(logM);
  }

  /** log of the mixture e-CUSUM: slower and safer than {@link #logM()}. */
  public double logCusum() {
    return logMean(logW);
  }

  /** The component with the most evidence since its restart. */
  public int strongest() {
    int strongest = 0;
    for (int component = 1; component < logW.length; component++) {
      if (logW[component] > logW[strongest]) {
        strongest = component;
      }
    }
    return strongest;
  }

  /** log of the strongest component's evidence since its restart. */
  public double strength() {
    return logW[strongest()];
  }

  /** When the strongest component last restarted: the likeliest onset; zero before any step. */
  public long onsetMillis() {
    return onsetMinute[strongest()] * MINUTE;
  }

  public int components() {
    return logM.length;
  }

  public void encode(StateWriter writer) {
    writer.number(logM.length);
    long base = onsetMinute[0];
    writer.number(base);
    for (int component = 0; component < logM.length; component++) {
      writer.real(logM[component]).real(logW[component]).number(onsetMinute[component] - base);
    }
  }

  public static MixtureProcess decode(StateReader reader) {
    MixtureProcess process = new MixtureProcess(reader.size());
    long base = reader.number();
    for (int component = 0; component < process.logM.length; component++) {
      process.logM[component] = reader.real();
      process.logW[component] = reader.real();
      process.onsetMinute[component] = base + reader.number();
    }
    return process;
  }

  private static double logOnePlusExp(double x) {
    return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
  }

  private static double logMean(double[] logs) {
    double most = Arrays.stream(logs).max().orElseThrow();
    if (most == Double.NEGATIVE_INFINITY) {
      return most;
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - most);
    }
    return most + Math.log(sum / logs.length);
  }
}
