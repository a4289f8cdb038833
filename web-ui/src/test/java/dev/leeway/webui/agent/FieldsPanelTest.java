package dev.leeway.webui.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.window.Distribution;
import dev.leeway.storage.query.SignalValues;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class FieldsPanelTest {
  @Test
  void numbersAreToldByMedianAndRange() {
    Distribution prices = Distribution.ofValues(10, 20, 20, 20, 20);
    // Within 1 %, as buckets tell them apart.
    assertThat(FieldsPanel.words(new SignalValues(5, 90, prices, new TreeMap<>(), 0)))
        .isEqualTo("19.9 (10.1 to 19.9)");
  }

  @Test
  void wordsAreToldByTheirShareTheMostFrequentFirst() {
    assertThat(FieldsPanel.words(words(Map.of("done", 66L, "open", 34L))))
        .isEqualTo("done 66 %, open 34 %");
    assertThat(FieldsPanel.words(words(Map.of("a", 5L, "b", 4L, "c", 3L, "d", 2L, "e", 1L))))
        .endsWith("d 13.3 %, and 1 more");
  }

  @Test
  void nothingIsNoNumber() {
    assertThat(FieldsPanel.words(SignalValues.EMPTY)).isEqualTo("–");
  }

  private static SignalValues words(Map<String, Long> categories) {
    long count = categories.values().stream().mapToLong(Long::longValue).sum();
    return new SignalValues(count, 0, Distribution.EMPTY, new TreeMap<>(categories), 0);
  }
}
