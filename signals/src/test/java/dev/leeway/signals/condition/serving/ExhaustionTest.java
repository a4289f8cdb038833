package dev.leeway.signals.condition.serving;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.ConditionWalk.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.ConditionWalk;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import java.util.HexFormat;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ExhaustionTest {
  private static final Slice VLLM = Slice.ofAgent("acme", "prod", "vllm");
  private static final Slice REPLICA = VLLM.with(Dimensions.REPLICA, "a-1");
  private static final long START = 1_700_006_400_000L;
  private static final String LEVEL_V1 =
      "010480d6821b3fe000000000000082d6821b3fe3" + "3333333333333fe3333333333333000000000000000000";

  @Test
  void aCacheThatFillsIsToldMinutesBeforeItIsFull() {
    ConditionWalk walk = walk("serve.kv_util", REPLICA, 43, minute -> 0.30 + 0.016 * minute);
    RuleHit first = walk.hits.getFirst();
    assertThat(first.detector()).isEqualTo("forecast.kv_cache");
    assertThat(first.slice()).isEqualTo(REPLICA);
    assertThat(first.severity()).isEqualTo(Severity.WARNING);
    assertThat(first.evidence().get("minutes_to_exhaustion")).isBetween(15.0, 30.0);
    assertThat(walk.hits.getLast().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(walk.hits.getLast().effectText())
        .contains("KV cache of a-1 is 9", "grows by 1.6 % a minute", "30 minutes");
  }

  @Test
  void aHighLevelThatStandsStillIsNotTold() {
    assertThat(walk("serve.kv_util", REPLICA, 90, minute -> 0.97).hits).isEmpty();
  }

  @Test
  void whatCameDownFromAsHighWithinADayIsNotToldAgain() {
    IntToDoubleFunction swell =
        minute -> {
          int at = minute % 120;
          return at < 60 ? 0.25 + 0.01 * at : 0.85 - 0.01 * (at - 60);
        };
    ConditionWalk first = walk("serve.kv_util", REPLICA, 90, swell);
    assertThat(first.hits).as("nobody knows that it comes down").isNotEmpty();
    int told = first.hits.size();
    for (int minute = 90; minute < 600; minute++) {
      step(first, "serve.kv_util", REPLICA, minute, swell.applyAsDouble(minute));
    }
    assertThat(first.hits).hasSize(told);
  }

  @Test
  void whatRanIntoItsLimitIsToldTheNextTimeToo() {
    IntToDoubleFunction leak = minute -> 0.25 + 0.0125 * (minute % 60);
    ConditionWalk walk = walk("serve.kv_util", REPLICA, 60, leak);
    int told = walk.hits.size();
    for (int minute = 60; minute < 119; minute++) {
      step(walk, "serve.kv_util", REPLICA, minute, leak.applyAsDouble(minute));
    }
    assertThat(walk.hits.size()).isGreaterThan(told);
  }

  @Test
  void memoryOfAGpuIsTheRestOfWhatIsLeft() {
    Slice gpu = VLLM.with(Dimensions.GPU, "GPU-1f");
    ConditionWalk walk = walk("gpu.mem_headroom", gpu, 45, minute -> 0.6 - 0.013 * minute);
    assertThat(walk.hits.getFirst().detector()).isEqualTo("forecast.gpu_memory");
    assertThat(walk.hits.getFirst().effectText()).startsWith("GPU memory of GPU-1f is");
  }

  @Test
  void aQueueIsFullAtTheLimitThatIsSet() {
    ConditionWalk walk = walk("serve.queue_depth", REPLICA, 30, minute -> 3.0 * minute);
    assertThat(walk.hits.getFirst().detector()).isEqualTo("forecast.queue");
    assertThat(walk.hits.getFirst().evidence().get("used")).isBetween(0.5, 0.8);
  }

  @Test
  void withoutReplicasTheOwnerIsJudgedAsAWhole() {
    ConditionWalk walk = walk("serve.kv_util", VLLM, 40, minute -> 0.30 + 0.016 * minute);
    assertThat(walk.hits).allMatch(hit -> hit.slice().equals(VLLM));
    assertThat(walk.hits.getFirst().effectText()).startsWith("KV cache of vllm is");
  }

  @Test
  void fewMinutesSayNothing() {
    assertThat(walk("serve.kv_util", REPLICA, 14, minute -> 0.30 + 0.045 * minute).hits).isEmpty();
  }

  @Test
  void whatIsRememberedOfAReplicaIsSmallAndEnds() {
    ConditionWalk walk = walk("serve.kv_util", REPLICA, 60, minute -> 0.5);
    assertThat(walk.bytesUnder("ws")).isLessThan(600);
    walk.to(VLLM, START + 60 * MINUTE + LevelMemory.KEPT_MILLIS);
    assertThat(walk.bytesUnder("ws")).isZero();
  }

  @Test
  void bytesOfTheFirstVersionAreReadForEver() {
    LevelMemory memory = new LevelMemory();
    memory.add(START, 0.5);
    memory.add(START + MINUTE, 0.6);
    LevelMemory read = LevelMemory.decode(HexFormat.of().parseHex(LEVEL_V1));
    assertThat(HexFormat.of().formatHex(memory.encode())).isEqualTo(LEVEL_V1);
    assertThat(read.points()).isEqualTo(memory.points());
  }

  private static ConditionWalk walk(
      String signal, Slice slice, int minutes, IntToDoubleFunction level) {
    ConditionWalk walk = new ConditionWalk(new Exhaustion(ServingSettings.defaults()));
    for (int minute = 0; minute < minutes; minute++) {
      step(walk, signal, slice, minute, level.applyAsDouble(minute));
    }
    return walk;
  }

  /** Four looks a minute. */
  private static void step(
      ConditionWalk walk, String signal, Slice slice, int minute, double level) {
    long start = START + minute * MINUTE;
    walk.add(numbers(slice, signal, start, 4, 4 * level)).to(VLLM, start + MINUTE);
  }
}
