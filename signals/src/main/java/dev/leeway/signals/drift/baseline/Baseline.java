package dev.leeway.signals.drift.baseline;

import dev.leeway.signals.event.Hashes;
import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Slice;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What was normal for a signal of a slice in one stretch of the past: the row that findings name
 * and charts overlay.
 *
 * @param baselineId 32 hexadecimal digits: hash of tenant, slice, signal, slot, from and to
 * @param computedAtMillis of two with one id the later wins: late data may have corrected it
 * @param binUpperEdges upper {@link Buckets} index of every bin but the last, which is open; {@link
 *     Integer#MIN_VALUE} closes the bin of zeros. Rates have zeros for good and the rest for bad
 * @param binCounts runs per bin, one more than edges
 * @param histogram sparse buckets, for curves and quantiles
 * @param encoding names mapping, accuracy and store of buckets and bins
 */
public record Baseline(
    String baselineId,
    Slice slice,
    String signal,
    BaselineSlot slot,
    long fromMillis,
    long toMillis,
    long computedAtMillis,
    List<Integer> binUpperEdges,
    List<Long> binCounts,
    Histogram histogram,
    String encoding) {

  public Baseline {
    binUpperEdges = List.copyOf(binUpperEdges);
    binCounts = List.copyOf(binCounts);
    if (binCounts.size() != binUpperEdges.size() + 1) {
      throw new IllegalArgumentException(
          "expected one bin more than edges, came %d and %d"
              .formatted(binCounts.size(), binUpperEdges.size()));
    }
  }

  public static Baseline of(
      Slice slice,
      String signal,
      BaselineSlot slot,
      long fromMillis,
      long toMillis,
      long computedAtMillis,
      Bins bins,
      Histogram histogram) {
    return new Baseline(
        idOf(slice, signal, slot, fromMillis, toMillis),
        slice,
        signal,
        slot,
        fromMillis,
        toMillis,
        computedAtMillis,
        bins.upperEdges(),
        Arrays.stream(bins.countsOf(histogram)).boxed().toList(),
        histogram,
        Buckets.ENCODING);
  }

  public static String idOf(
      Slice slice, String signal, BaselineSlot slot, long fromMillis, long toMillis) {
    String name =
        String.join(
            "\0",
            slice.tenantId(),
            slice.id().toString(),
            signal,
            slot.name(),
            Long.toString(fromMillis),
            Long.toString(toMillis));
    return HexFormat.of().formatHex(Hashes.sha256(name), 0, 16);
  }
}
