package dev.leeway.signals.drift;

import dev.leeway.signals.window.Slice;
import java.util.List;

/**
 * What a chart of a drift finding needs beyond its numbers: how the evidence grew, which bins
 * moved, and how the parts of the traffic beside it did.
 *
 * @param revision of the finding that it belongs to
 * @param logLimit what the e-process had to reach
 * @param path of the e-process up to the opening, oldest first
 * @param bins share of each bin before and after
 * @param parts the whole agent and the other slices of the dimension; of the agent, its routes
 * @param version that was deployed last before the onset; empty where none is known
 * @param deployedAtMillis zero where none is known
 */
public record DriftDetail(
    String findingId,
    long revision,
    Slice slice,
    String signal,
    long onsetMillis,
    double logLimit,
    List<PathPoint> path,
    List<BinShare> bins,
    List<PartShift> parts,
    String version,
    long deployedAtMillis) {

  public DriftDetail {
    path = List.copyOf(path);
    bins = List.copyOf(bins);
    parts = List.copyOf(parts);
  }

  /** log of the e-process at the end of a pane. */
  public record PathPoint(long atMillis, double logE) {}

  /** A bin in words, with its share of the runs in the baseline and since the onset. */
  public record BinShare(String label, double before, double after) {}

  /**
   * A part of the traffic.
   *
   * @param dimension empty for the whole agent
   * @param before share of the agent's runs in the baseline's time
   * @param after share of them since the onset
   * @param effect PSI or log rate ratio within the part; NaN where it has too few runs
   */
  public record PartShift(
      String dimension, String value, double before, double after, double effect) {}
}
