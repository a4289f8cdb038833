package dev.leeway.signals.drift;

import static dev.leeway.signals.drift.Traffic.DAY;
import static dev.leeway.signals.drift.Traffic.HOUR;
import static dev.leeway.signals.drift.Traffic.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.finding.Finding;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentScenarioTest {
  private static final String TOKENS = RoutedFeed.TOKENS;

  /** 960 runs a day: no version ever has the 2,000 of a baseline of its own. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {51, 52})
  void aTeamThatDeploysDailyIsNotBlind(long seed) {
    RoutedFeed feed = RoutedFeed.plain(seed);
    for (int day = 1; day <= 17; day++) {
      feed.version = "v" + day;
      feed.live(DAY, 40);
    }
    assertThat(feed.recording.opened()).isEmpty();
    assertThat(feed.stateOf(SHOP, TOKENS).armed).isNotNull();

    long deployedAt = feed.now;
    feed.version = "v18";
    feed.tokens(2);
    feed.live(3 * HOUR, 40);
    assertThat(feed.recording.opened())
        .filteredOn(finding -> finding.slice().wholeAgent())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.signal()).isEqualTo(TOKENS);
          assertThat(finding.openedAtMillis()).isLessThanOrEqualTo(deployedAt + 2 * HOUR);
          assertThat(finding.effectText()).contains(" since deploy v18 at ");
        });
  }

  @Test
  void aVersionIsJudgedByTheOnesBeforeUntilItHasEnoughRuns() {
    RoutedFeed feed = RoutedFeed.plain(53);
    feed.live(8 * HOUR, 600);
    long deployedAt = feed.now;
    feed.version = "v2";
    feed.live(3 * HOUR, 600);
    assertThat(referenceEnd(feed)).isEqualTo(deployedAt);
    feed.live(3 * HOUR, 600);
    assertThat(referenceEnd(feed)).isEqualTo(feed.now - HOUR);
  }

  @Test
  void anotherVersionInTheTrafficIsADeploymentAndTheFirstOneIsNot() {
    RoutedFeed feed = RoutedFeed.plain(55);
    feed.live(HOUR, 600);
    assertThat(feed.recording.deployments).isEmpty();
    long at = feed.now;
    feed.version = "v2";
    feed.live(HOUR, 600);
    assertThat(feed.recording.deployments).containsExactly(new SeenDeployment(SHOP, "v2", at));
  }

  @Test
  void aMarkerOfWhatNoRunNamesIsNamedByTheFinding() {
    RoutedFeed feed = RoutedFeed.plain(56);
    feed.live(8 * HOUR, 600);
    feed.monitor.deployed("prod", "shop", "prompt-7", feed.now);
    feed.live(40 * Traffic.MINUTE, 600);
    feed.tokens(2);
    feed.live(HOUR, 600);
    assertThat(feed.recording.opened())
        .filteredOn(finding -> finding.slice().wholeAgent())
        .extracting(Finding::effectText)
        .singleElement()
        .asString()
        .contains(" min after deploy prompt-7, ");
    assertThat(feed.recording.details)
        .anySatisfy(detail -> {
          assertThat(detail.version()).isEqualTo("prompt-7");
          assertThat(detail.deployedAtMillis()).isEqualTo(Feed.START + 8 * HOUR);
        });
  }

  private static long referenceEnd(RoutedFeed feed) {
    return Objects.requireNonNull(feed.stateOf(SHOP, TOKENS).armed).reference().toMillis();
  }
}
