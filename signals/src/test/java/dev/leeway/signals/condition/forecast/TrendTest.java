package dev.leeway.signals.condition.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.condition.forecast.Trend.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrendTest {

  @Test
  void aStraightLineIsItself() {
    Trend trend = Trend.of(points(10, 9, 8, 7, 6, 5, 4, 3));
    assertThat(trend).isEqualTo(new Trend(3, -1, -1, -1, 1));
    assertThat(trend.minutesUntil(0)).hasValue(3);
    assertThat(trend.minutesUntil(5)).isEmpty();
  }

  @Test
  void twoOutliersOfTenDontMoveIt() {
    Trend trend = Trend.of(points(20, 19, 18, 900, 16, 15, 14, 0, 12, 11));
    assertThat(trend.slopePerMinute()).isEqualTo(-1, within(0.1));
    assertThat(trend.level()).isEqualTo(11, within(0.5));
  }

  @Test
  void whatStandsStillReachesNothing() {
    Trend trend = Trend.of(points(5, 5, 5, 5, 5, 5, 5, 5));
    assertThat(trend).isEqualTo(new Trend(5, 0, 0, 0, 0));
    assertThat(trend.minutesUntil(0)).isEmpty();
  }

  @Test
  void theIntervalHoldsTheTrueSlopeAboutAsOftenAsItSays() {
    Random random = new Random(11);
    int held = 0;
    for (int run = 0; run < 1_000; run++) {
      double[] values = new double[20];
      for (int minute = 0; minute < values.length; minute++) {
        values[minute] = 0.3 * minute + random.nextGaussian();
      }
      Trend trend = Trend.of(points(values));
      held += trend.slopeLow() <= 0.3 && 0.3 <= trend.slopeHigh() ? 1 : 0;
    }
    assertThat(held).isBetween(930, 975);
  }

  @Test
  void tooFewPointsOrEqualTimesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trend.of(points(1, 2, 3)))
        .withMessage("expected at least 8 points, came 3");
    List<Point> same = new ArrayList<>();
    for (int at = 0; at < 8; at++) {
      same.add(new Point(0, at));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> Trend.of(same));
  }

  private static List<Point> points(double... values) {
    List<Point> points = new ArrayList<>();
    for (int minute = 0; minute < values.length; minute++) {
      points.add(new Point(minute * 60_000L, values[minute]));
    }
    return points;
  }
}
