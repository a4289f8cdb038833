package dev.leeway.webui.rest;

import dev.leeway.signals.drift.DriftDetail;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a drift finding draws, as the API gives it.
 *
 * @param logLimit what the e-process had to reach
 * @param version that was deployed last before the onset; null where none is known
 */
record DetailJson(
    double logLimit,
    List<Step> path,
    List<Bin> bins,
    List<Part> parts,
    @Nullable String version,
    @Nullable Instant deployedAt) {

  /** log of the e-process at the end of a pane. */
  record Step(Instant at, double logE) {}

  /** Share of the runs in a bin, in the baseline and since the onset. */
  record Bin(String label, double before, double after) {}

  /** Another part of the traffic; {@code dimension} is empty for the whole agent. */
  record Part(
      String dimension, String value, double before, double after, @Nullable Double effect) {}

  static DetailJson of(DriftDetail detail) {
    return new DetailJson(
        detail.logLimit(),
        detail.path().stream()
            .map(point -> new Step(Instant.ofEpochMilli(point.atMillis()), point.logE()))
            .toList(),
        detail.bins().stream().map(bin -> new Bin(bin.label(), bin.before(), bin.after())).toList(),
        detail.parts().stream().map(DetailJson::part).toList(),
        detail.version().isEmpty() ? null : detail.version(),
        detail.deployedAtMillis() == 0 ? null : Instant.ofEpochMilli(detail.deployedAtMillis()));
  }

  private static Part part(DriftDetail.PartShift part) {
    Double effect = Double.isNaN(part.effect()) ? null : part.effect();
    return new Part(part.dimension(), part.value(), part.before(), part.after(), effect);
  }
}
