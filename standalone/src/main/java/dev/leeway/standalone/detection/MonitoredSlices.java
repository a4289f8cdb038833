package dev.leeway.standalone.detection;

import dev.leeway.signals.drift.DriftConfig;
import dev.leeway.signals.drift.sequential.Candidates;
import dev.leeway.signals.drift.sequential.RateDetector;
import dev.leeway.signals.drift.sequential.RateNull;
import dev.leeway.signals.drift.sequential.Side;
import java.util.Arrays;

/**
 * Slices alarmed on as the monitor opens findings, all but its gate: one slice after the other, a
 * slice alarms at a pane from which on it is believed if it was a candidate for {@code panesToOpen}
 * panes. Its finding stays open, and the slice untested, until its rate was for {@code
 * panesToClose} panes nearer to the normal one than to a double. Not thread-safe.
 */
final class MonitoredSlices implements ManySlices.Rule {
  private static final DriftConfig CONFIG = DriftConfig.defaults();
  private static final int PANES_STAYS = Math.toIntExact(Candidates.STAYS.dividedBy(CONFIG.pane()));

  private final int runs;
  private final RateNull normal;
  private final double alpha;
  private final Candidates candidates = new Candidates();
  private final OneSlice[] slices;
  private int pane;

  /**
   * @param runs of a slice in a pane
   * @param normal the rate before any change
   */
  MonitoredSlices(int slices, int runs, RateNull normal, double alpha) {
    this.runs = runs;
    this.normal = normal;
    this.alpha = alpha;
    this.slices = new OneSlice[slices];
    Arrays.setAll(this.slices, slice -> new OneSlice());
  }

  private static final class OneSlice {
    private final RateDetector detector = new RateDetector();
    private int streak;
    private boolean open;
    private int openedAt;
    private int panesBelow;
  }

  @Override
  public boolean[] alarms(int[] bad) {
    boolean[] alarms = new boolean[slices.length];
    for (int id = 0; id < slices.length; id++) {
      if (slices[id].open) {
        follow(id, bad[id]);
      } else {
        alarms[id] = test(id, bad[id]);
      }
    }
    pane++;
    return alarms;
  }

  private boolean test(int id, int bad) {
    OneSlice slice = slices[id];
    slice.detector.step(bad, runs, normal, 0);
    double logM = slice.detector.logM(Side.UP);
    if (!(logM >= Candidates.logFloor(alpha))) {
      candidates.withdraw(id);
      slice.streak = 0;
      return false;
    }
    candidates.propose(id, logM);
    slice.streak++;
    boolean alarm =
        slice.streak >= CONFIG.panesToOpen() && logM >= candidates.logLimit(slices.length, alpha);
    if (alarm) {
      slice.detector.reset();
      slice.streak = 0;
      slice.open = true;
      slice.openedAt = pane;
      slice.panesBelow = 0;
    }
    return alarm;
  }

  private void follow(int id, int bad) {
    OneSlice slice = slices[id];
    if (pane - slice.openedAt >= PANES_STAYS) {
      candidates.withdraw(id);
    }
    boolean below = bad < runs * normal.up() * Math.sqrt(2);
    slice.panesBelow = below ? slice.panesBelow + 1 : 0;
    if (slice.panesBelow >= CONFIG.panesToClose()) {
      candidates.withdraw(id);
      slice.open = false;
    }
  }
}
