package dev.leeway.signals.condition.serving;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.ConditionWalk.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.ConditionWalk;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SaturationTest {
  private static final Slice VLLM = Slice.ofAgent("acme", "prod", "vllm");
  private static final Slice REPLICA = VLLM.with(Dimensions.REPLICA, "a-1");
  private static final long START = 1_700_006_400_000L;
  private static final String RECENT_V1 =
      "0102" + "80d6821b" + "4020000000000000" + "3ff0000000000000" + "7ff8000000000000";

  private final ConditionWalk walk = new ConditionWalk(new Saturation(ServingSettings.defaults()));
  private int minute;

  @Test
  void loadBeyondTheKneeWhileTheQueueGrowsIsTold() {
    learn(24);
    for (int at = 0; at < 12; at++) {
      step(30 + at, 960, 2 + 3 * at);
    }
    assertThat(walk.hits).isNotEmpty();
    assertThat(walk.hits.getFirst().slice()).isEqualTo(REPLICA);
    assertThat(walk.hits.getFirst().effectText())
        .contains("beyond its knee at 2", "requests wait", "3 more each minute");
    assertThat(walk.hits.getLast().evidence().get("batch_limit")).isBetween(20.0, 28.0);
  }

  @Test
  void loadBeyondTheKneeWithAQueueThatStandsIsNot() {
    learn(24);
    for (int at = 0; at < 20; at++) {
      step(40, 960, 5 + at % 2);
    }
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void aGrowingQueueBelowTheKneeIsNot() {
    learn(24);
    for (int at = 0; at < 12; at++) {
      step(40, 960, 5);
    }
    for (int at = 0; at < 12; at++) {
      step(10, 400, 2 + 3 * at);
    }
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void aBatchAtTheMostThatAServerAllowsIsSaturatedToo() {
    learn(64);
    for (int at = 0; at < 15; at++) {
      step(64, 64 * 40, 2 + 3 * at);
    }
    assertThat(walk.hits.getFirst().effectText()).contains("the most that it was seen with");
  }

  @Test
  void withoutACurveNothingIsSaid() {
    for (int at = 0; at < 20; at++) {
      step(30 + at, 960, 2 + 3 * at);
    }
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void bytesOfTheFirstVersionAreReadForEver() {
    RecentLoad recent = new RecentLoad();
    recent.add(new RecentLoad.Load(START, 8, 1, Double.NaN));
    assertThat(HexFormat.of().formatHex(recent.encode())).isEqualTo(RECENT_V1);
    assertThat(RecentLoad.decode(HexFormat.of().parseHex(RECENT_V1)).batch()).isEqualTo(8);
  }

  /** 40 tokens a second for each request, up to so many at once. */
  private void learn(int most) {
    for (int at = 0; at < 40; at++) {
      double batch = 2 + (most - 2) * (at % 20) / 19.0;
      step(batch, 40 * batch, 0);
    }
  }

  private void step(double batch, double tokensPerSecond, double queue) {
    long start = START + minute++ * MINUTE;
    walk.add(
            numbers(REPLICA, "serve.batch_size", start, 4, 4 * batch),
            numbers(REPLICA, "serve.tokens", start, 4, 60 * tokensPerSecond),
            numbers(REPLICA, "serve.queue_depth", start, 4, 4 * queue))
        .to(VLLM, start + MINUTE);
  }
}
