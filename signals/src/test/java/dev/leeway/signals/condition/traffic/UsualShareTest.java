package dev.leeway.signals.condition.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class UsualShareTest {

  @Test
  void ofManyThatWereSeenItIsSoManyTimesTheirShareAndTheLeastAtLeast() {
    assertThat(new UsualShare(400, 4_000).limit(3, 0.1)).isEqualTo(0.301, within(0.001));
    assertThat(new UsualShare(4, 4_000).limit(3, 0.1)).isEqualTo(0.1);
    assertThat(new UsualShare(400, 4_000).known()).isTrue();
  }

  @Test
  void theFewerWereSeenTheMoreMustCome() {
    assertThat(new UsualShare(0, 296).limit(3, 0.1)).isEqualTo(0.1);
    assertThat(new UsualShare(0, 20).limit(3, 0.1)).isEqualTo(0.25);
    assertThat(new UsualShare(1, 20).limit(3, 0.1)).isEqualTo(0.375);
  }

  @Test
  void twoFifthsAreNewsWhereTooFewWereSeenOrItNeverCame() {
    assertThat(new UsualShare(0, 0).limit(3, 0.1)).isEqualTo(0.4);
    assertThat(new UsualShare(15, 19).limit(3, 0.1)).isEqualTo(0.4);
    assertThat(new UsualShare(0, 300).limit(1_000, 0.1)).isEqualTo(0.4);
    assertThat(new UsualShare(15, 20).limit(3, 0.1)).isGreaterThan(1);
    assertThat(new UsualShare(15, 19).known()).isFalse();
  }
}
