package dev.leeway.webui.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Distribution;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ScoreBandsTest {
  @Test
  void theEndsHaveBandsOfTheirOwn() {
    TreeMap<Integer, Long> buckets = new TreeMap<>();
    for (double score : new double[] {0.1, 0.5, 0.75, 0.97, 1, 1, 1}) {
      buckets.merge(Buckets.indexOf(score), 1L, Long::sum);
    }
    assertThat(ScoreBands.shares(Distribution.of(1, buckets)))
        .containsExactly(0.125, 0.125, 0.125, 0.125, 0.125, 0.375);
  }

  @Test
  void ofNoScoresAllBandsAreEmpty() {
    assertThat(ScoreBands.shares(Distribution.of(0, new TreeMap<>(Map.of())))).containsOnly(0.0);
  }
}
