package dev.leeway.webui.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.storage.query.RouteRuns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ToldRoutesTest {
  private static final VersionPair PAIR = new VersionPair("v1", "v2");

  @Test
  void aRouteCountsFromWhenBothVersionsCameToItAndAnotherChangesNothingForIt() {
    List<RouteRuns> runs = new ArrayList<>();
    for (int route = 0; route < ToldRoutes.ROUTES_MAX; route++) {
      runs.add(runs("v1", "/r%02d".formatted(route), 100, 60 - route));
      runs.add(runs("v2", "/r%02d".formatted(route), 100, 0));
    }
    List<String> before = ToldRoutes.of(PAIR, runs).names();
    assertThat(before).hasSize(20).startsWith("/r19", "/r18").endsWith("/r00");

    runs.add(runs("v1", "/a", 40, -60));
    runs.add(runs("v2", "/a", 40, 61));
    assertThat(ToldRoutes.of(PAIR, runs).names()).isEqualTo(before);
  }

  @Test
  void aRouteOfOneVersionCannotBeCompared() {
    List<RouteRuns> few =
        List.of(runs("v1", "/old", 1, 0), runs("v1", "/both", 99, 5), runs("v2", "/both", 10, 9));
    assertThat(ToldRoutes.of(PAIR, few)).isEqualTo(new ToldRoutes(List.of("/both"), ""));

    List<RouteRuns> many =
        List.of(runs("v1", "/both", 99, 5), runs("v2", "/both", 80, 9), runs("v2", "/new", 20, 9));
    assertThat(ToldRoutes.of(PAIR, many).whyNot()).contains("20 % of the runs of v2");

    List<RouteRuns> renamed = List.of(runs("v1", "/old", 10, 0), runs("v2", "/new", 10, 0));
    assertThat(ToldRoutes.of(PAIR, renamed).whyNot())
        .isEqualTo("routes are not told apart: the versions share none");
  }

  @Test
  void aFewRunsElsewhereAreLeftOutAndManyForbidToTellRoutesApart() {
    List<RouteRuns> few =
        List.of(runs("v1", "/chat", 96, 0), runs("v2", "/chat", 99, 0), runs("v1", "", 4, 0));
    assertThat(ToldRoutes.of(PAIR, few).names()).containsExactly("/chat");

    List<RouteRuns> many =
        List.of(
            runs("v1", "/chat", 96, 0),
            runs("v2", "/chat", 90, 0),
            runs("v2", "", 6, 0),
            runs("v2", "__other__", 4, 0));
    assertThat(ToldRoutes.of(PAIR, many))
        .isEqualTo(
            new ToldRoutes(
                List.of(),
                "routes are not told apart: 10 % of the runs of v2 name none, or one that the"
                    + " other version never came to, or one beyond the first 20"));
  }

  @Test
  void tooManyRunsOrRoutesAreNotReadOneByOne() {
    assertThat(
            ToldRoutes.of(PAIR, List.of(runs("v1", "/chat", 200_000, 0), runs("v2", "/chat", 1, 0)))
                .whyNot())
        .isEqualTo(
            "routes are not told apart: 200,001 runs are more than the 200,000 that are read one"
                + " by one");
    List<RouteRuns> routes = new ArrayList<>();
    for (int route = 0; route < 200; route++) {
      routes.add(runs("v1", "/item/" + route, 1, 0));
      routes.add(runs("v2", "/item/" + route, 1, 0));
    }
    assertThat(ToldRoutes.of(PAIR, routes).whyNot())
        .isEqualTo("routes are not told apart: there are too many of them");
  }

  @Test
  void whereNoRunNamesARouteThereIsNothingToSay() {
    List<RouteRuns> unknown = List.of(runs("v1", "", 100, 0), runs("v2", "", 100, 0));
    assertThat(ToldRoutes.of(PAIR, unknown)).isEqualTo(new ToldRoutes(List.of(), ""));
  }

  private static RouteRuns runs(String version, String operation, long runs, int firstEndMinute) {
    Instant firstEnd = Instant.parse("2026-03-01T12:00:00Z").plusSeconds(60L * firstEndMinute);
    return new RouteRuns(version, operation, runs, 0, firstEnd);
  }
}
