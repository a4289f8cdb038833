package dev.leeway.signals.drift.baseline;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A partition of all values into 2 to 11 bins, cut at the deciles of a reference and snapped to
 * bucket indices, so that a bin's count is a sum of whole buckets. Immutable.
 *
 * <p>Zero stands before every bucket, as {@link Integer#MIN_VALUE}. A bucket (or zero) with a fifth
 * of all runs is a tie and gets a bin of its own; what lies under or over a tie at the end has a
 * bin even if it is empty, so that a constant signal can be seen to move. Other bins with less than
 * 2 % are merged with their smaller neighbour.
 */
public final class Bins {
  /** Bins of a rate: zeros are good, everything else is bad. */
  public static final Bins GOOD_BAD = new Bins(new int[] {Integer.MIN_VALUE});

  public static final int BINS_MAX = 11;
  private static final int PARTS = 10;
  private static final double SHARE_MIN = 0.02;

  private final int[] upperEdges;

  private Bins(int[] upperEdges) {
    this.upperEdges = upperEdges;
  }

  /** Bins at the deciles of a reference, which must not be empty. */
  public static Bins cut(Histogram reference) {
    long total = reference.count();
    if (!(total > 0)) {
      throw new IllegalArgumentException("reference must hold runs: " + total);
    }
    return new Bins(edgesOf(withOpenEnds(merged(pieces(reference, total), total))));
  }

  public int size() {
    return upperEdges.length + 1;
  }

  public List<Integer> upperEdges() {
    return Arrays.stream(upperEdges).boxed().toList();
  }

  /** Runs per bin; negative counts, left by corrections, are taken as none. */
  public long[] countsOf(Histogram histogram) {
    long[] counts = new long[size()];
    counts[binOf(Integer.MIN_VALUE)] += Math.max(0, histogram.zeros());
    for (int at = 0; at < histogram.size(); at++) {
      counts[binOf(histogram.indexAt(at))] += Math.max(0, histogram.countAt(at));
    }
    return counts;
  }

  public void encode(StateWriter writer) {
    writer.number(upperEdges.length);
    for (int edge : upperEdges) {
      writer.number(edge);
    }
  }

  public static Bins decode(StateReader reader) {
    int[] edges = new int[reader.size()];
    for (int at = 0; at < edges.length; at++) {
      edges[at] = (int) reader.number();
    }
    return new Bins(edges);
  }

  private int binOf(int index) {
    int found = Arrays.binarySearch(upperEdges, index);
    return found >= 0 ? found : -found - 1;
  }

  private static List<Piece> pieces(Histogram reference, long total) {
    List<Piece> pieces = new ArrayList<>();
    long cumulative = 0;
    if (reference.zeros() > 0) {
      cumulative = reference.zeros();
      pieces.add(new Piece(Integer.MIN_VALUE, cumulative, cumulative >= SHARE_MIN * total));
    }
    long open = 0;
    for (int at = 0; at < reference.size(); at++) {
      int index = reference.indexAt(at);
      long count = reference.countAt(at);
      if (count * PARTS >= 2 * total) {
        if (open > 0) {
          pieces.add(new Piece(index - 1, open, false));
        }
        pieces.add(new Piece(index, count, true));
        open = 0;
      } else {
        open += count;
        if (PARTS * (cumulative + count) / total > PARTS * cumulative / total) {
          pieces.add(new Piece(index, open, false));
          open = 0;
        }
      }
      cumulative += count;
    }
    if (open > 0) {
      pieces.add(new Piece(Integer.MAX_VALUE, open, false));
    }
    return pieces;
  }

  private static List<Piece> merged(List<Piece> pieces, long total) {
    List<Piece> merged = new ArrayList<>(pieces);
    while (true) {
      int smallest = -1;
      for (int at = 0; at < merged.size(); at++) {
        Piece piece = merged.get(at);
        boolean candidate = !piece.tie && partnerOf(merged, at) >= 0;
        if (candidate && (smallest < 0 || piece.count < merged.get(smallest).count)) {
          smallest = at;
        }
      }
      boolean enough =
          smallest < 0
              || (merged.get(smallest).count >= SHARE_MIN * total
                  && merged.size() + openEnds(merged) <= BINS_MAX);
      if (enough) {
        return merged;
      }
      int partner = partnerOf(merged, smallest);
      int low = Math.min(smallest, partner);
      Piece upper = merged.remove(low + 1);
      Piece lower = merged.remove(low);
      merged.add(low, new Piece(upper.upperEdge, lower.count + upper.count, false));
    }
  }

  /** How many bins {@link #withOpenEnds} adds. */
  private static int openEnds(List<Piece> pieces) {
    return (underNeeded(pieces) ? 1 : 0) + (overNeeded(pieces) ? 1 : 0);
  }

  private static boolean underNeeded(List<Piece> pieces) {
    return pieces.getFirst().tie && pieces.getFirst().upperEdge != Integer.MIN_VALUE;
  }

  private static boolean overNeeded(List<Piece> pieces) {
    return pieces.getLast().tie || pieces.size() == 1;
  }

  /** The smaller neighbour that is no tie, or -1. */
  private static int partnerOf(List<Piece> pieces, int at) {
    boolean before = at > 0 && !pieces.get(at - 1).tie;
    boolean after = at + 1 < pieces.size() && !pieces.get(at + 1).tie;
    if (before && after) {
      return pieces.get(at - 1).count <= pieces.get(at + 1).count ? at - 1 : at + 1;
    }
    return before ? at - 1 : after ? at + 1 : -1;
  }

  private static List<Piece> withOpenEnds(List<Piece> pieces) {
    List<Piece> open = new ArrayList<>(pieces);
    if (overNeeded(pieces)) {
      open.addLast(new Piece(Integer.MAX_VALUE, 0, false));
    }
    if (underNeeded(pieces)) {
      open.addFirst(new Piece(pieces.getFirst().upperEdge - 1, 0, false));
    }
    return open;
  }

  private static int[] edgesOf(List<Piece> pieces) {
    return pieces.stream().limit(pieces.size() - 1L).mapToInt(Piece::upperEdge).toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bins that && Arrays.equals(upperEdges, that.upperEdges);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(upperEdges);
  }

  @Override
  public String toString() {
    return "Bins" + upperEdges();
  }

  private record Piece(int upperEdge, long count, boolean tie) {}
}
