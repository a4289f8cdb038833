package dev.leeway.streamjobs.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

final class UnmappedCountersTest {
  private final UnmappedCounters counters = new UnmappedCounters(new UnregisteredMetricsGroup());

  @Test
  void strangersCannotMakeMoreFamiliesThanTheBound() {
    for (int i = 0; i < 3 * UnmappedCounters.FAMILIES_MAX; i++) {
      counters.add(Map.of("family" + i, 1));
    }

    assertThat(counters.families()).isEqualTo(UnmappedCounters.FAMILIES_MAX + 1);
  }

  @Test
  void longFamiliesAreCutAndEmptyOnesAreOthers() {
    String start = "x".repeat(UnmappedCounters.FAMILY_CHARS_MAX);

    counters.add(Map.of(start + "1", 1, start + "2", 1, "", 1, "__other__", 1));

    assertThat(counters.families()).isEqualTo(2);
  }
}
