package dev.leeway.signals.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkTest {
  private static final Slice SHOP = Slice.ofAgent("acme", "prod", "shop");

  @Test
  void callsAreToldApartByDoublingsAndTokensByFactorsOfFour() {
    assertThat(Work.of(0, 0, 0)).isEqualTo("calls 0, tokens in 0, out 0");
    assertThat(Work.of(1, 1, 16)).isEqualTo("calls 1, tokens in 1–256, out 1–16");
    assertThat(Work.of(2, 256, 17)).isEqualTo("calls 2, tokens in 1–256, out 17–64");
    assertThat(Work.of(3, 257, 64)).isEqualTo("calls 3–4, tokens in 257–1024, out 17–64");
    assertThat(Work.of(16, 65_536, 4_096))
        .isEqualTo("calls 9–16, tokens in 16385–65536, out 1025–4096");
  }

  @Test
  void thereAreAtMost343KindsHoweverMuchARunDoes() {
    Set<String> kinds = new HashSet<>();
    for (long calls = 0; calls < 20; calls++) {
      for (long input = 0; input < 1L << 60; input = 3 * input + 1) {
        for (long output = 0; output < 1L << 60; output = 3 * output + 1) {
          kinds.add(Work.of(calls, input, output));
        }
      }
    }
    assertThat(kinds).hasSize(343);
    assertThat(Work.of(17, Long.MAX_VALUE, Long.MAX_VALUE))
        .isEqualTo("calls over 16, tokens in over 65536, out over 4096");
  }

  @Test
  void itsWindowsKeepOnlyWhatIsComparedForTheSameWorkAndLeaveHalfOfTheRoomToOthers() {
    FoldSettings eight =
        new FoldSettings(
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of("latency.residual"),
            Set.of(),
            8,
            2,
            1 << 20);
    WindowFold fold = new WindowFold(eight);
    for (long calls = 1; calls <= 16; calls *= 2) {
      fold.add(observation(Work.of(calls, 100, 100)));
    }
    assertThat(fold.activeSlices()).isEqualTo(4);
    List<WindowPartial> ofWork =
        fold.drain().stream()
            .filter(partial -> partial.slice().dimension().equals(Dimensions.WORK))
            .toList();
    assertThat(ofWork).hasSize(4);
    assertThat(ofWork).extracting(WindowPartial::signal).containsOnly("latency.residual");
    assertThat(ofWork).allSatisfy(partial -> assertThat(partial.buckets()).hasSize(1));
    assertThat(ofWork)
        .filteredOn(partial -> partial.slice().value().equals(Dimensions.OTHER))
        .extracting(WindowPartial::count)
        .containsExactly(2L);
  }

  private static Observation observation(String work) {
    return new Observation(
        SHOP,
        1,
        60_000,
        Map.of(Dimensions.WORK, work),
        List.of(Measurement.number("latency.residual", 1.5), Measurement.number("cost.run", 1)),
        "trace");
  }
}
