package dev.leeway.webui.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Distribution;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowPoint;
import dev.leeway.storage.query.WindowStep;
import dev.leeway.webui.serving.CapacitySeries.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class CapacitySeriesTest {
  private static final Instant START = Instant.parse("2026-11-02T00:00:00Z");
  private static final int HOUR = 3_600;
  private static final Offset<Double> ABOUT = Offset.offset(0.02);

  @Test
  void theTailIsOfEachStepsRunsAndOfAllTogether() {
    TimeRange range = new TimeRange(START, START.plusSeconds(3 * HOUR));
    CapacitySeries series =
        CapacitySeries.tailShare(
            List.of(
                tokens(0, Map.of(Buckets.indexOf(100), 1_000L)),
                tokens(1, Map.of(Buckets.indexOf(100), 990L, Buckets.indexOf(10_000), 10L)),
                tokens(2, Map.of(Buckets.indexOf(100), 499L))),
            range,
            new WindowStep(HOUR, HOUR));

    assertThat(series.points()).extracting(Point::runs).containsExactly(1_000L, 1_000L, 499L);
    assertThat(series.points().get(0).value().getAsDouble()).isCloseTo(0.01, ABOUT);
    // Ten runs of 10,000 tokens beside 990 of 100.
    assertThat(series.points().get(1).value().getAsDouble()).isCloseTo(100_000 / 199_000.0, ABOUT);
    assertThat(series.points().get(2).value()).as("of too few runs").isEmpty();
    assertThat(series.all().runs()).isEqualTo(2_499);
    // The 25 heaviest are those ten and fifteen of 100.
    assertThat(series.all().value().getAsDouble()).isCloseTo(101_500 / 348_900.0, ABOUT);
  }

  @Test
  void headroomIsWhatWasKnownAtTheEndOfEachHour() {
    List<WindowPoint> runs = new ArrayList<>();
    List<WindowPoint> tokens = new ArrayList<>();
    for (int hour = 0; hour < 30; hour++) {
      // From the 26th hour on a run takes twice as many tokens as it ever did.
      runs.add(sum(hour, 200, 200));
      tokens.add(sum(hour, 200, hour < 26 ? 20_000 : 40_000));
    }
    CapacitySeries series =
        CapacitySeries.headroom(
            runs,
            tokens,
            new TimeRange(START.plusSeconds(22 * HOUR), START.plusSeconds(28 * HOUR - 1_800)),
            HOUR);

    assertThat(series.points())
        .extracting(Point::at)
        .containsExactly(at(22), at(23), at(24), at(25), at(26), at(27));
    assertThat(series.points())
        .extracting(Point::value)
        .containsExactly(
            OptionalDouble.empty(),
            OptionalDouble.of(1),
            OptionalDouble.of(1),
            OptionalDouble.of(1),
            // Two hours' runs took 150 tokens on average, and 40,000 were carried in one.
            OptionalDouble.of(40_000 / 150.0 / 200),
            OptionalDouble.of(1));
    assertThat(series.all()).isEqualTo(new Point(at(22), 1_200, OptionalDouble.of(1)));
  }

  @Test
  void runsBeforeTheRangeAreOfNoStep() {
    List<WindowPoint> runs = new ArrayList<>();
    List<WindowPoint> tokens = new ArrayList<>();
    for (int hour = 0; hour < 30; hour++) {
      runs.add(sum(hour, 200, 200));
      tokens.add(sum(hour, 200, 20_000));
    }
    TimeRange fromTenPastTen =
        new TimeRange(START.plusSeconds(22 * HOUR + 600), START.plusSeconds(26 * HOUR));
    CapacitySeries series = CapacitySeries.headroom(runs, tokens, fromTenPastTen, 6 * HOUR);

    assertThat(series.points())
        .containsExactly(
            new Point(at(18), 400, OptionalDouble.of(1)),
            new Point(at(24), 400, OptionalDouble.of(1)));
    assertThat(series.all()).isEqualTo(new Point(at(22), 800, OptionalDouble.of(1)));
  }

  private static Instant at(int hour) {
    return START.plusSeconds((long) hour * HOUR);
  }

  private static WindowPoint tokens(int hour, Map<Integer, Long> buckets) {
    return new WindowPoint(at(hour), SignalValues.of(Distribution.of(0, buckets)));
  }

  private static WindowPoint sum(int hour, long count, double sum) {
    return new WindowPoint(
        at(hour), new SignalValues(count, sum, Distribution.EMPTY, new TreeMap<>(), 0));
  }
}
