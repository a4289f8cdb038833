package dev.leeway.streamjobs.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.drift.Arrival;
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
  void survivesItsBytes() {
    book.tell(frontier(0, 500, 900), 1_000);
    book.tell(frontier(1, 300, 950), 1_000);

    FrontierBook read = FrontierBook.of(book.bytes());
    assertThat(read.clockMillis()).isEqualTo(300);
    assertThat(read.appendMillis()).isEqualTo(950);
  }

  private static AgentFrontier frontier(int subtask, long clock, long append) {
    return new AgentFrontier("acme", "default", "shop", subtask, clock, append);
  }
}
