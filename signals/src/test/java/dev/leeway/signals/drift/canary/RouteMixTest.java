package dev.leeway.signals.drift.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.drift.canary.RouteMix.Route;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RouteMixTest {
  @Test
  void equalMixesNeedNoWord() {
    RouteMix mix =
        new RouteMix(
            List.of(new Route("/chat", 900, 9, 90, 1), new Route("/order", 100, 8, 10, 1)));
    assertThat(mix.totalVariation()).isCloseTo(0, within(1e-12));
    assertThat(mix.comparable()).isTrue();
    assertThat(mix.warnings()).isEmpty();
  }

  /** On each route both are alike, but the candidate got the hard one (Simpson). */
  @Test
  void aDifferenceThatIsTheRoutesIsCalledSo() {
    RouteMix mix =
        new RouteMix(
            List.of(new Route("/chat", 900, 9, 100, 1), new Route("/order", 100, 20, 900, 180)));
    assertThat(mix.totalVariation()).isCloseTo(0.8, within(1e-12));
    assertThat(mix.comparable()).isFalse();
    assertThat(mix.badShareWithinRoutes().orElseThrow()).isCloseTo(0, within(1e-12));
    assertThat(mix.warnings())
        .containsExactly(
            "the two versions saw different routes: /chat is 10 % of the candidate's runs and"
                + " 90 % of the baseline's",
            "on the same routes the share of bad runs differs by +0.0 points, over all of them by"
                + " +15.2");
  }

  @Test
  void aFewRunsDoNotMakeADifferentMix() {
    RouteMix mix =
        new RouteMix(List.of(new Route("/chat", 3, 0, 1, 0), new Route("/order", 1, 0, 3, 0)));
    assertThat(mix.totalVariation()).isEqualTo(0.5);
    assertThat(mix.comparable()).isTrue();
    assertThat(mix.warnings()).isEmpty();
  }

  @Test
  void unknownRoutesSayNothing() {
    assertThat(RouteMix.UNKNOWN.comparable()).isTrue();
    assertThat(RouteMix.UNKNOWN.warnings()).isEmpty();
    assertThat(RouteMix.UNKNOWN.badShareWithinRoutes()).isEmpty();
  }
}
