package dev.leeway.signals.condition.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.condition.capacity.Headroom.Hour;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadroomTest {
  @Test
  void runsAsHeavyAsEverLeaveTheBusiestHourAsItWas() {
    Headroom.Known known = known(hours(48, 100, 600, 1_000));
    assertThat(known.times()).isEqualTo(1, within(1e-9));
    assertThat(known.runsPerMinute()).isEqualTo(10, within(1e-9));
  }

  @Test
  void runsTwiceAsHeavyHalveIt() {
    List<Hour> hours = hours(48, 100, 600, 1_000);
    hours.set(46, new Hour(46, 100, 200_000));
    hours.set(47, new Hour(47, 100, 200_000));
    assertThat(known(hours).times()).isEqualTo(0.5, within(1e-9));
  }

  @Test
  void aLoadThatWasCarriedEarlierInTheWeekCounts() {
    List<Hour> hours = hours(48, 100, 600, 1_000);
    hours.set(3, new Hour(3, 200, 3_000_000));
    assertThat(known(hours).times()).isEqualTo(5, within(1e-9));
  }

  @Test
  void aTailThatDoublesTakesAsMuchMoreAsItMakesNow() {
    assertThat(known(hours(48, 100, 600, 1_000)).ifTailDoubles(0.25)).isEqualTo(0.8, within(1e-9));
  }

  @Test
  void saysHowMuchIsMissing() {
    assertThat(Headroom.of(List.of())).isEqualTo(new Headroom.TooFew(0, 0));
    assertThat(Headroom.of(hours(23, 100, 600, 1_000))).isEqualTo(new Headroom.TooFew(23, 200));
    assertThat(Headroom.of(hours(48, 49, 600, 1_000))).isEqualTo(new Headroom.TooFew(48, 98));
  }

  private static Headroom.Known known(List<Hour> hours) {
    return (Headroom.Known) Headroom.of(hours);
  }

  /** The busiest is the 30th. */
  private static List<Hour> hours(int count, double runs, double runsMost, double tokensPerRun) {
    List<Hour> hours = new ArrayList<>();
    for (int hour = 0; hour < count; hour++) {
      double here = hour == 30 ? runsMost : runs;
      hours.add(new Hour(hour, here, here * tokensPerRun));
    }
    return hours;
  }
}
