package dev.leeway.streamjobs.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.drift.Arrival;
import dev.leeway.signals.event.StateWriter;
import dev.leeway.streamjobs.edge.AgentFrontier;
import org.junit.jupiter.api.Test;

final class FrontierBookTest {
  private final FrontierBook book = FrontierBook.of(null);

  @Test
  void theSlowestSubtaskIsTheAgentsTime() {
    book.tell(frontier(0, 500, 900), 1_000);
    book.tell(frontier(1, 300, 950), 1_000);

    assertThat(book.clockMillis()).isEqualTo(300);
    assertThat(book.appendMillis()).isEqualTo(950);
  }

  @Test
  void aSubtaskThatSaysNothingForLongIsNotWaitedFor() {
    book.tell(frontier(0, 500, 500), 1_000);
    book.tell(frontier(1, 300, 300), 1_000);
    book.tell(frontier(0, 70_000, 70_000), 1_001 + FrontierBook.SILENT_MILLIS);

    assertThat(book.clockMillis()).isEqualTo(70_000);
  }

  @Test
  void aSubtaskThatStoppedTellingCastsDoubtOnPanesForAQuarterOfAnHour() {
    book.tell(frontier(0, 500, 500), 1_000);
    book.tell(frontier(1, 300, 300), 1_000);
    assertThat(book.arrival()).isEqualTo(Arrival.WHOLE);
    book.tell(frontier(0, 70_000, 70_000), 1_001 + FrontierBook.SILENT_MILLIS);
    assertThat(book.arrival()).isEqualTo(Arrival.LAGGING);
    book.tell(frontier(0, 950_000, 950_000), 1_001 + FrontierBook.FORGOTTEN_MILLIS);
    assertThat(book.arrival()).isEqualTo(Arrival.WHOLE);
  }

  @Test
  void theFirstWordOfANewAgentIsNoWordOfTheOtherSubtasks() {
    book.tell(frontier(0, 500, 900), 1_000);
    assertThat(book.known(2)).isFalse();
    assertThat(book.known(1)).isTrue();

    book.tell(frontier(1, 300, 950), 1_001);
    assertThat(book.known(2)).isTrue();
    assertThat(book.known(3)).isFalse();

    book.tell(frontier(0, 600, 950), 2_000);
    assertThat(book.known(3)).isTrue();
  }

  @Test
  void whatAModelServerSaysIsNoWordOfASubtaskThatHasRuns() {
    int serving = AgentFrontier.FIRST_SERVING;
    book.tell(frontier(serving, 500, 900), 1_000);
    book.tell(frontier(serving, 600, 950), 2_000);
    assertThat(book.known(2)).as("nobody has runs").isTrue();

    book.tell(frontier(0, 300, 950), 2_001);
    assertThat(book.known(2)).as("the other may be about to tell").isFalse();
    assertThat(FrontierBook.of(book.bytes()).known(2)).isFalse();
    book.tell(frontier(1, 200, 950), 2_002);
    assertThat(book.known(2)).isTrue();
    assertThat(book.known(3)).isFalse();
    book.tell(frontier(1, 400, 950), 3_000);
    assertThat(book.known(3)).isTrue();
  }

  @Test
  void readsTheBytesOfTheSecondVersion() {
    StateWriter second = new StateWriter().octet(2).octet(1).count(1).count(0);
    FrontierBook told = FrontierBook.of(second.signed(500).signed(900).signed(1_000).bytes());
    assertThat(told.known(2)).isTrue();
    StateWriter once = new StateWriter().octet(2).octet(0).count(1).count(0);
    FrontierBook fresh = FrontierBook.of(once.signed(500).signed(900).signed(1_000).bytes());
    assertThat(fresh.known(2)).isFalse();
  }

  @Test
  void anAgentOfWhomNobodySpokeForAQuarterOfAnHourIsAsNew() {
    book.tell(frontier(0, 500, 900), 1_000);
    book.tell(frontier(0, 600, 950), 2_000);
    book.tell(frontier(0, 700, 990), 2_001 + FrontierBook.FORGOTTEN_MILLIS);

    assertThat(book.known(2)).isFalse();
  }

  @Test
  void survivesItsBytes() {
    book.tell(frontier(0, 500, 900), 1_000);
    assertThat(FrontierBook.of(book.bytes()).known(2)).isFalse();
    book.tell(frontier(1, 300, 950), 1_000);
    book.tell(frontier(1, 300, 950), 2_000);

    FrontierBook read = FrontierBook.of(book.bytes());
    assertThat(read.known(3)).isTrue();
    assertThat(read.clockMillis()).isEqualTo(300);
    assertThat(read.appendMillis()).isEqualTo(950);
  }

  @Test
  void readsTheBytesOfTheFirstVersion() {
    StateWriter first = new StateWriter().octet(1).count(1).count(0);
    byte[] bytes = first.signed(500).signed(900).signed(1_000).bytes();

    FrontierBook read = FrontierBook.of(bytes);
    assertThat(read.clockMillis()).isEqualTo(500);
    assertThat(read.known(2)).isTrue();
  }

  private static AgentFrontier frontier(int subtask, long clock, long append) {
    return new AgentFrontier("acme", "default", "shop", subtask, clock, append);
  }
}
