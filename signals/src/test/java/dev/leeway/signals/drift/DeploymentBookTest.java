package dev.leeway.signals.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.drift.DeploymentBook.Deployment;
import dev.leeway.signals.window.Dimensions;
import org.junit.jupiter.api.Test;

class DeploymentBookTest {
  private static final long HOUR = Traffic.HOUR;
  private final DeploymentBook book = new DeploymentBook();

  @Test
  void whatIsSeenFirstIsNoDeploymentAndWhatComesLaterIs() {
    assertThat(book.saw("v1", 0, 10).noticed()).isEmpty();
    assertThat(book.saw("v2", HOUR, 3).noticed()).contains(new Deployment("v2", HOUR, 3));
    assertThat(book.saw("v2", HOUR + 60_000, 4).noticed()).isEmpty();
    assertThat(book.newest(2 * HOUR)).contains(new Deployment("v2", HOUR, 7));
    assertThat(book.newest(HOUR - 1)).isEmpty();
  }

  @Test
  void versionsOfTheSameFirstWindowWereBothThere() {
    assertThat(book.saw("v2", HOUR, 1).noticed()).isEmpty();
    assertThat(book.saw("v1", HOUR, 1).noticed()).isEmpty();
    assertThat(book.saw("v0", 0, 1).noticed()).isEmpty();
  }

  @Test
  void aVersionThatComesBackAfterADayWasDeployedAgainAndAfterAnHourWasNot() {
    book.saw("v1", 0, 1);
    book.saw("v2", HOUR, 1);
    assertThat(book.saw("v1", 2 * HOUR, 1).noticed()).isEmpty();
    book.saw("v2", 20 * HOUR, 1);
    assertThat(book.saw("v1", 30 * HOUR, 5).noticed()).contains(new Deployment("v1", 30 * HOUR, 5));
  }

  @Test
  void aVersionIsYoungUntilItHasItsRuns() {
    book.saw("v1", 0, 5_000);
    book.saw("v2", HOUR, 1_999);
    assertThat(book.young(2 * HOUR, 2_000)).map(Deployment::version).contains("v2");
    book.saw("v2", 2 * HOUR, 1);
    assertThat(book.young(2 * HOUR, 2_000)).isEmpty();
  }

  @Test
  void aMarkerOutranksWhatWasNoticedAndKeepsItsRuns() {
    book.saw("v1", 0, 5_000);
    book.saw("v2", 3 * HOUR, 100);
    book.mark("v2", 2 * HOUR);
    assertThat(book.newest(4 * HOUR)).contains(new Deployment("v2", 2 * HOUR, 100));
  }

  @Test
  void aMarkerThatIsTakenBackLeavesWhatTheRunsSay() {
    book.saw("v1", 0, 5_000);
    book.mark("prompt-7", HOUR);
    book.unmark("prompt-7", 2 * HOUR);
    assertThat(book.newest(4 * HOUR)).as("of another time").isPresent();
    book.unmark("prompt-7", HOUR);
    assertThat(book.newest(4 * HOUR)).isEmpty();

    book.saw("v2", 3 * HOUR, 100);
    book.mark("v2", 2 * HOUR);
    book.unmark("v2", 2 * HOUR);
    assertThat(book.newest(4 * HOUR)).contains(new Deployment("v2", 3 * HOUR, 100));

    book.mark("v1", 3 * HOUR);
    book.unmark("v1", 3 * HOUR);
    book.unmark("unheard", HOUR);
    assertThat(book.newest(4 * HOUR)).map(Deployment::version).contains("v2");
  }

  @Test
  void aMarkerThatNoRunNamesCountsAllRunsOfTheAgent() {
    book.saw("v1", 0, 5_000);
    book.mark("prompt-7", HOUR);
    book.sawAgent(0, 50);
    book.sawAgent(HOUR, 1_500);
    assertThat(book.young(2 * HOUR, 2_000)).contains(new Deployment("prompt-7", HOUR, 1_500));
    book.sawAgent(2 * HOUR, 600);
    assertThat(book.young(2 * HOUR, 2_000)).isEmpty();
  }

  @Test
  void aMarkedVersionKeepsItsTimeWhenItsRunsCome() {
    book.saw("v1", 0, 5_000);
    book.mark("v2", HOUR);
    assertThat(book.saw("v2", HOUR + 300_000, 7).noticed()).isEmpty();
    assertThat(book.newest(2 * HOUR)).contains(new Deployment("v2", HOUR, 7));
  }

  @Test
  void whatIsBeyondTheBudgetIsNoVersionAndOldOnesAreForgotten() {
    assertThat(book.saw(Dimensions.OTHER, 0, 1).changed()).isFalse();
    for (int version = 0; version < 200; version++) {
      book.saw("v" + version, version * HOUR, 1);
    }
    assertThat(book.encode().length).isLessThan(1_000);
    assertThat(book.newest(300 * HOUR)).map(Deployment::version).contains("v199");
  }

  @Test
  void bytesBringTheBookBack() {
    book.saw("v1", 0, 5);
    book.saw("v2", HOUR, 6);
    book.mark("prompt-7", 2 * HOUR);
    assertThat(DeploymentBook.decode(book.encode()).encode()).isEqualTo(book.encode());
    assertThat(DeploymentBook.decode(book.encode()).newest(3 * HOUR))
        .isEqualTo(book.newest(3 * HOUR));
  }
}
