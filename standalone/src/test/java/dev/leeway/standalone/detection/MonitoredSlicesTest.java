package dev.leeway.standalone.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.drift.sequential.RateNull;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitoredSlicesTest {
  private static final RateNull TWO_PERCENT = new RateNull(0.02, 0, 1);

  @Test
  void aSliceAlarmsOnceAndNotAtThePaneThatFirstMadeItACandidate() {
    MonitoredSlices slices = new MonitoredSlices(1, 200, TWO_PERCENT, 1e-3);
    assertThat(alarmsOf(slices, 40, 40, 40, 40, 40)).containsExactly(1);
  }

  @Test
  void aSliceThatIsNormalForThreePanesCanAlarmAgain() {
    MonitoredSlices slices = new MonitoredSlices(1, 200, TWO_PERCENT, 1e-3);
    assertThat(alarmsOf(slices, 40, 40, 4, 4, 4, 40, 40)).containsExactly(1, 6);
  }

  @Test
  void whatAlarmedLowersTheLimitForOthersForAnHourOfPanes() {
    assertThat(alarmsAfterCompany(0)).isGreaterThan(alarmsAfterCompany(1));
    assertThat(alarmsAfterCompany(13)).isEqualTo(alarmsAfterCompany(0));
  }

  /** In which pane slice 0 alarms when all others alarmed so many panes before it changed. */
  private static int alarmsAfterCompany(int panesBefore) {
    int count = 50;
    MonitoredSlices slices = new MonitoredSlices(count, 200, TWO_PERCENT, 1e-3);
    for (int pane = 0; pane < panesBefore + 1; pane++) {
      slices.alarms(counts(count, 4, panesBefore == 0 ? 4 : 40));
    }
    for (int pane = 0; pane < 30; pane++) {
      if (slices.alarms(counts(count, 8, panesBefore == 0 ? 4 : 40))[0]) {
        return pane;
      }
    }
    throw new AssertionError("expected an alarm within 30 panes");
  }

  private static int[] counts(int slices, int ofTheFirst, int ofTheOthers) {
    int[] counts = new int[slices];
    Arrays.fill(counts, ofTheOthers);
    counts[0] = ofTheFirst;
    return counts;
  }

  private static List<Integer> alarmsOf(MonitoredSlices slices, int... counts) {
    List<Integer> panes = new ArrayList<>();
    for (int pane = 0; pane < counts.length; pane++) {
      if (slices.alarms(new int[] {counts[pane]})[0]) {
        panes.add(pane);
      }
    }
    return panes;
  }
}
