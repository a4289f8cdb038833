package dev.leeway.signals.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CohortTest {
  private static final Slice SHOP = Slice.ofAgent("acme", "prod", "shop");

  @Test
  void isReadBackFromTheSlicesValue() {
    Cohort cohort =
        Cohort.of(Map.of("replica", "pod-1", "version", "1.4", "operation", "POST /chat"))
            .orElseThrow();
    assertThat(cohort).isEqualTo(new Cohort("pod-1", "1.4", "POST /chat"));
    assertThat(Cohort.of(cohort.value())).contains(cohort);
    assertThat(cohort.stratum()).isEqualTo("1.4\tPOST /chat");
  }

  @Test
  void isOneLineThatFitsASliceWhateverItsPartsHold() {
    String longest = "a\tb\nc".repeat(100);
    Cohort cohort =
        Cohort.of(Map.of("replica", longest, "version", longest, "operation", longest))
            .orElseThrow();
    assertThat(cohort.value()).hasSize(Dimensions.LENGTH_MAX).doesNotContain("\n");
    assertThat(Cohort.of(cohort.value())).contains(cohort);
  }

  @Test
  void thereIsNoneWithoutAReplicaOrOfTheOverflow() {
    assertThat(Cohort.of(Map.of("version", "1.4"))).isEmpty();
    assertThat(Cohort.of(Dimensions.OTHER)).isEmpty();
  }

  @Test
  void itsWindowsKeepOnlyWhatPeersAreComparedByButThatWithItsDistribution() {
    WindowFold fold =
        new WindowFold(
            FoldSettings.of(
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of("run.duration"),
                Set.of(),
                Set.of(),
                Set.of()));
    fold.add(observation(1, "pod-1"));
    assertThat(fold.drain())
        .filteredOn(partial -> partial.slice().dimension().equals(Dimensions.COHORT))
        .singleElement()
        .satisfies(partial -> assertThat(partial.signal()).isEqualTo("run.duration"))
        .satisfies(partial -> assertThat(partial.buckets()).hasSize(1));
  }

  @Test
  void cohortsLeaveHalfOfTheRoomToOtherSlices() {
    FoldSettings eight =
        new FoldSettings(
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of("run.duration"),
            Set.of(),
            Set.of(),
            Set.of(),
            8,
            2,
            1 << 20);
    WindowFold fold = new WindowFold(eight);
    for (int pod = 0; pod < 6; pod++) {
      fold.add(observation(pod, "pod-" + pod));
    }
    assertThat(fold.activeSlices()).isEqualTo(4);
    assertThat(fold.overflowed()).isEqualTo(3);
  }

  private static Observation observation(long minute, String replica) {
    return new Observation(
        SHOP,
        1,
        minute * 60_000,
        Map.of(Dimensions.COHORT, new Cohort(replica, "1.4", "POST /chat").value()),
        List.of(Measurement.number("run.duration", 5), Measurement.number("cost.run", 1)),
        "trace");
  }
}
