package dev.leeway.webui.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.testkit.TestClock;
import java.net.ConnectException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LagReaderTest {
  private final TestClock clock = new TestClock(Instant.parse("2026-03-01T12:00:00Z"));
  private boolean away;
  private int asked;
  private final LagReader reader = new LagReader(this::storage, clock);

  @Test
  void storageIsAskedOnceAnIntervalHoweverManyPagesAreOpen() {
    LagReading first = reader.read();
    assertThat(reader.read()).isSameAs(first);
    clock.advance(LagReader.ASK_EVERY.minusMillis(1));
    assertThat(reader.read()).isSameAs(first);
    assertThat(asked).isEqualTo(1);
    clock.advance(LagReader.ASK_EVERY);
    assertThat(reader.read()).isNotSameAs(first);
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void aStorageThatIsAwayIsNotAskedByEachPageEither() {
    away = true;
    for (int page = 0; page < 3; page++) {
      assertThatThrownBy(reader::read)
          .hasMessage("storage did not say how far it is: java.net.ConnectException: no answer")
          .hasRootCauseMessage("no answer");
    }
    assertThat(asked).isEqualTo(1);
    away = false;
    clock.advance(LagReader.ASK_EVERY);
    assertThat(reader.read().newestSpan()).isPresent();
  }

  private LagReading storage() {
    asked++;
    if (away) {
      throw new IllegalStateException("query failed", new ConnectException("no answer"));
    }
    return new LagReading(Optional.of(clock.instant()), Optional.empty());
  }
}
