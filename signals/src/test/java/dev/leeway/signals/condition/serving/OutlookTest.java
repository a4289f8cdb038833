package dev.leeway.signals.condition.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.condition.forecast.Trend.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class OutlookTest {
  @Test
  void saysHowMuchIsMissingBelowFifteenMinutes() {
    assertThat(Outlook.of(points(14, minute -> 0.1 * minute))).isEqualTo(new Outlook.TooFew(14));
    assertThat(Outlook.of(List.of())).isEqualTo(new Outlook.TooFew(0));
  }

  @Test
  void aStraightRiseIsFullWhenItsLineIs() {
    Outlook.Filling filling =
        (Outlook.Filling) Outlook.of(points(20, minute -> 0.40 + 0.02 * minute));
    assertThat(filling.used()).isEqualTo(0.78, within(1e-9));
    assertThat(filling.perMinute()).isEqualTo(0.02, within(1e-9));
    assertThat(filling.minutes()).isEqualTo(11, within(1e-6));
    assertThat(filling.soonest()).isEqualTo(11, within(1e-6));
    assertThat(filling.within(30)).isTrue();
    assertThat(filling.within(10)).isFalse();
  }

  @Test
  void theTruthLiesBetweenSoonestAndLatest() {
    Random random = new Random(5);
    int held = 0;
    for (int run = 0; run < 200; run++) {
      Outlook outlook =
          Outlook.of(points(30, minute -> 0.30 + 0.015 * minute + 0.01 * random.nextGaussian()));
      Outlook.Filling filling = (Outlook.Filling) outlook;
      double truth = (1 - (0.30 + 0.015 * 29)) / 0.015;
      held += filling.soonest() <= truth + 0.5 && truth - 0.5 <= filling.latest() ? 1 : 0;
    }
    assertThat(held).isGreaterThan(180);
  }

  @Test
  void nothingIsForetoldForLongerThanWasSeen() {
    Outlook.Filling filling =
        (Outlook.Filling) Outlook.of(points(15, minute -> 0.50 + 0.01 * minute));
    assertThat(filling.minutes()).isEqualTo(36, within(1e-6));
    assertThat(filling.within(60)).isFalse();
  }

  @Test
  void whatStandsStillFallsOrGoesUpAndDownIsSteady() {
    Random random = new Random(3);
    assertThat(Outlook.of(points(30, minute -> 0.97))).isEqualTo(new Outlook.Steady(0.97));
    assertThat(Outlook.of(points(30, minute -> 0.9 - 0.01 * minute)))
        .isInstanceOf(Outlook.Steady.class);
    assertThat(Outlook.of(points(30, minute -> 0.3 + 0.05 * (minute % 10))))
        .isInstanceOf(Outlook.Steady.class);
    assertThat(Outlook.of(points(30, minute -> 0.7 + 0.1 * random.nextGaussian())))
        .isInstanceOf(Outlook.Steady.class);
  }

  @Test
  void whatHasJustComeDownIsNotAboutToBeFull() {
    assertThat(Outlook.of(points(16, minute -> minute < 13 ? 0.4 + 0.04 * minute : 0.3)))
        .isInstanceOf(Outlook.Steady.class);
  }

  static List<Point> points(int minutes, IntToDoubleFunction used) {
    List<Point> points = new ArrayList<>();
    for (int minute = 0; minute < minutes; minute++) {
      points.add(new Point(minute * 60_000L, used.applyAsDouble(minute)));
    }
    return points;
  }
}
