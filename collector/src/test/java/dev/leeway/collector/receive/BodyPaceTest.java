package dev.leeway.collector.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BodyPaceTest {
  private static final int ENOUGH = BodyPace.BYTES_PER_SECOND_MIN * (int) BodyPace.TICK.toSeconds();

  private final BodyPace pace = new BodyPace(Duration.ofSeconds(22));

  @Test
  void enoughBytesInEachTickAreFastEnough() {
    for (int tick = 1; tick <= 3; tick++) {
      pace.received(ENOUGH - 1);
      pace.received(1);
      assertThat(pace.tooSlowAtTick()).isFalse();
    }
  }

  @Test
  void aTickWithTooFewBytesIsTooSlowWhateverCameBefore() {
    pace.received(100 * ENOUGH);
    assertThat(pace.tooSlowAtTick()).isFalse();
    pace.received(ENOUGH - 1);
    assertThat(pace.tooSlowAtTick()).isTrue();
  }

  @Test
  void theWholeBodyHasATimeToo() {
    for (int tick = 1; tick <= 3; tick++) {
      pace.received(ENOUGH);
      assertThat(pace.tooSlowAtTick()).isFalse();
    }
    pace.received(ENOUGH);
    assertThat(pace.tooSlowAtTick()).isTrue();
  }
}
