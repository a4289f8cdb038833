package dev.leeway.signals.drift.reference;

import java.util.ArrayList;
import java.util.List;

/**
 * ADWIN, the adaptive window: alarms when some cut splits the window into two parts of different
 * means, and begins a new window, as River's does.
 *
 * <p>The window is an exponential histogram: rows of up to {@value #BUCKETS_PER_ROW} buckets, each
 * bucket of row r summing 2^r numbers. With n0 and n1 numbers in the parts, {@code 1/m = 1/(n0') +
 * 1/(n1')} and {@code d = ln(2 ln(n) / delta)}, a cut is made where the means differ by more than
 * {@code sqrt(2/m v d) + 2/(3m) d}, v being the window's variance (Bifet, Gavaldà, SDM 2007,
 * section 4; n0' and n1' are River's, less the least length of a part but one). The cuts are tried
 * at every {@value #CLOCK}nd number. Not thread-safe.
 */
public final class Adwin implements ReferenceDetector {
  private static final int BUCKETS_PER_ROW = 5;
  private static final int CLOCK = 32;
  private static final int PART_MIN = 5;

  private final double delta;
  private final List<Row> rows = new ArrayList<>(List.of(new Row()));
  private long width;
  private double total;
  private double squares;

  /**
   * @param delta confidence of a cut, in (0, 1)
   */
  public Adwin(double delta) {
    if (!(delta > 0 && delta < 1)) {
      throw new IllegalArgumentException("delta must be in (0, 1): " + delta);
    }
    this.delta = delta;
  }

  /** River's default: 0.002. */
  public static Adwin standard() {
    return new Adwin(0.002);
  }

  @Override
  public boolean step(double value) {
    insert(value);
    boolean alarm = width % CLOCK == 0 && hasCut();
    if (alarm) {
      restart();
    }
    return alarm;
  }

  private void restart() {
    rows.clear();
    rows.add(new Row());
    width = 0;
    total = 0;
    squares = 0;
  }

  private void insert(double value) {
    if (width > 0) {
      double off = value - total / width;
      squares += (double) width / (width + 1) * off * off;
    }
    width++;
    total += value;
    rows.getFirst().addNewest(value);
    for (int r = 0; r < rows.size() && rows.get(r).size > BUCKETS_PER_ROW; r++) {
      if (r + 1 == rows.size()) {
        rows.add(new Row());
      }
      mergeOldestOf(r);
    }
  }

  private void mergeOldestOf(int r) {
    Row row = rows.get(r);
    rows.get(r + 1).addNewest(row.totals[0] + row.totals[1]);
    row.dropOldest(2);
  }

  /** Tries the cut between any two buckets, from the oldest on. */
  private boolean hasCut() {
    double older = 0;
    double olderTotal = 0;
    for (int r = rows.size() - 1; r >= 0; r--) {
      Row row = rows.get(r);
      for (int b = 0; b < row.size; b++) {
        older += Math.scalb(1.0, r);
        olderTotal += row.totals[b];
        double newer = (double) width - older;
        if (older >= PART_MIN
            && newer >= PART_MIN
            && differ(older, olderTotal / older, newer, (total - olderTotal) / newer)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean differ(double older, double olderMean, double newer, double newerMean) {
    double confidence = Math.log(2 * Math.log((double) width) / delta);
    double reciprocal = 1 / (older - PART_MIN + 1) + 1 / (newer - PART_MIN + 1);
    double variance = squares / width;
    double epsilon =
        Math.sqrt(2 * reciprocal * variance * confidence) + 2.0 / 3 * confidence * reciprocal;
    return Math.abs(olderMean - newerMean) > epsilon;
  }

  /** Sums of buckets of one size, the oldest first. */
  private static final class Row {
    private final double[] totals = new double[BUCKETS_PER_ROW + 1];
    private int size;

    void addNewest(double total) {
      totals[size] = total;
      size++;
    }

    void dropOldest(int buckets) {
      size -= buckets;
      System.arraycopy(totals, buckets, totals, 0, size);
    }
  }
}
