package dev.leeway.webui.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.fault.Fault;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Slice;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FindingWordsTest {
  @Test
  void everyFaultOfASingleRunHasATitleOfItsOwn() {
    List<String> titles =
        Arrays.stream(Fault.values())
            .map(fault -> FindingWords.title(finding(fault.detector(), fault.signal())))
            .toList();
    assertThat(titles)
        .doesNotHaveDuplicates()
        .contains("Contract broken", "Answers contradict what was found")
        .noneMatch(title -> title.endsWith("broke a rule"));
  }

  @Test
  void whatHasNoNameIsCalledByItsSignalAndKind() {
    assertThat(FindingWords.title(finding("drift.rate", "grounding.contradiction")))
        .endsWith(" drifted");
  }

  private static Finding finding(String detector, String signal) {
    return new Finding(
        "1",
        1,
        detector,
        signal,
        Slice.ofAgent("default", "production", "shop"),
        Severity.WARNING,
        FindingState.OPEN,
        false,
        0,
        0,
        0,
        0,
        0.5,
        "",
        "",
        Map.of(),
        1,
        List.of());
  }
}
