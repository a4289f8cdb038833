package dev.leeway.signals.drift;

import static dev.leeway.signals.drift.Traffic.HOUR;
import static dev.leeway.signals.drift.Traffic.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.drift.RoutedFeed.Route;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.Severity;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteScenarioTest {
  private static final String TOKENS = RoutedFeed.TOKENS;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {61, 62})
  void aMixThatMovesIsANoteAboutRoutesAndBlamesNobody(long seed) {
    RoutedFeed feed = RoutedFeed.twoRoutes(seed);
    feed.live(10 * HOUR, 600);
    feed.routes.put("/chat", new Route(0.3, 800, 0.02));
    feed.routes.put("/report", new Route(0.7, 6_000, 0.02));
    feed.live(2 * HOUR, 600);

    assertThat(feed.recording.opened())
        .filteredOn(finding -> finding.slice().dimension().equals("operation"))
        .isEmpty();
    Finding whole = opened(feed, "");
    assertThat(whole.severity()).isEqualTo(Severity.INFO);
    assertThat(whole.effectText())
        .matches(
            "mix of routes moved since [0-9:]+ UTC: .*/(chat|report) \\d\\d % → \\d\\d %.*; within"
                + " routes input tokens did not move .*");
    assertThat(whole.evidence().get("effect_within_routes")).isLessThan(0.25 / 2);
    assertThat(detail(feed, whole).parts())
        .extracting(DriftDetail.PartShift::value)
        .containsExactlyInAnyOrder("/chat", "/report");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {63, 64})
  void aChangeWithinOneRouteIsReportedThere(long seed) {
    RoutedFeed feed = RoutedFeed.twoRoutes(seed);
    feed.live(10 * HOUR, 600);
    feed.routes.put("/chat", new Route(0.7, 2_400, 0.02));
    feed.live(2 * HOUR, 600);

    Finding route = opened(feed, "operation");
    assertThat(route.slice()).isEqualTo(SHOP.with("operation", "/chat"));
    assertThat(route.severity()).isEqualTo(Severity.WARNING);
    assertThat(detail(feed, route).parts())
        .extracting(DriftDetail.PartShift::value)
        .containsExactlyInAnyOrder("", "/chat", "/report");
    Finding whole = opened(feed, "");
    assertThat(whole.severity()).isEqualTo(Severity.WARNING);
    assertThat(whole.effectText()).endsWith("; all of it on /chat");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {65})
  void aFindingShowsHowItsEvidenceGrewAndWhichBinsMoved(long seed) {
    RoutedFeed feed = RoutedFeed.twoRoutes(seed);
    feed.live(10 * HOUR, 600);
    feed.tokens(2);
    feed.live(HOUR, 600);

    Finding whole = opened(feed, "");
    DriftDetail detail = detail(feed, whole);
    List<DriftDetail.PathPoint> path = detail.path();
    assertThat(path).extracting(DriftDetail.PathPoint::atMillis).isSorted();
    assertThat(path.getLast().logE()).isGreaterThanOrEqualTo(detail.logLimit());
    assertThat(path.getLast().atMillis()).isEqualTo(whole.openedAtMillis());
    assertThat(path).anyMatch(point -> point.logE() < detail.logLimit() / 2);
    assertThat(detail.bins().stream().mapToDouble(DriftDetail.BinShare::after).sum())
        .isBetween(0.999, 1.001);
    assertThat(detail.bins().getFirst().label()).startsWith("up to ");
    assertThat(detail.bins().getFirst().after()).isLessThan(detail.bins().getFirst().before());
    assertThat(whole.evidence())
        .containsKeys("psi_low", "psi_high", "p50", "p90", "p99", "frozen_distance");
  }

  private static Finding opened(RoutedFeed feed, String dimension) {
    List<Finding> found =
        feed.recording.opened().stream()
            .filter(finding -> finding.slice().dimension().equals(dimension))
            .toList();
    assertThat(found).extracting(Finding::signal).containsExactly(TOKENS);
    return found.getFirst();
  }

  private static DriftDetail detail(RoutedFeed feed, Finding finding) {
    return feed.recording.details.stream()
        .filter(detail -> detail.findingId().equals(finding.findingId()))
        .findFirst()
        .orElseThrow();
  }
}
