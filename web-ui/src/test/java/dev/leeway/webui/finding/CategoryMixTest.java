package dev.leeway.webui.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.window.Distribution;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.webui.chart.BarChart;
import dev.leeway.webui.chart.Role;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class CategoryMixTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  @Test
  void aFaultHasABarForEachCategoryAndALineOfTheFaultyShare() {
    SignalValues now = values(Map.of("SOME", 30L, "NONE", 70L));
    CategoryMix mix = new CategoryMix("tool.args_ungrounded", now, values(Map.of("NONE", 200L)));
    BarChart bars = mix.bars("baseline");
    assertThat(bars.labels()).containsExactly("none", "some");
    assertThat(bars.groups())
        .extracting(BarChart.Group::name)
        .containsExactly("baseline", "since it began");
    assertThat(bars.groups().getFirst().values()).containsExactly(1.0, 0.0);
    assertThat(bars.groups().getLast().values()).containsExactly(0.7, 0.3);
    assertThat(mix.watched().name()).isEqualTo("Runs with an ungrounded tool argument");
    assertThat(mix.watched().role()).isEqualTo(Role.BAD);
    assertThat(mix.watched().share().applyAsDouble(now)).isCloseTo(0.3, CLOSE);
  }

  @Test
  void theLineIsNamedByTheSignalAndByAllThatIsGood() {
    SignalValues now = values(Map.of("GOOD", 2L, "OTHER", 1L, "BAD", 1L));
    CategoryMix.Watched watched = mixOf("eval.verdict", now).watched();
    assertThat(watched.name()).isEqualTo("Evaluators' verdicts: not good or other");
    assertThat(watched.share().applyAsDouble(now)).isEqualTo(0.25);
    SignalValues calls = values(Map.of("VALID", 3L, "INVALID", 1L));
    CategoryMix.Watched invalid = mixOf("tool.args_invalid", calls).watched();
    assertThat(invalid.name()).isEqualTo("Invalid tool calls: not valid");
    assertThat(invalid.share().applyAsDouble(calls)).isEqualTo(0.25);
    assertThat(invalid.share().applyAsDouble(SignalValues.EMPTY)).isNaN();
  }

  @Test
  void runsThatAreStillOpenAreNotWithoutSuccess() {
    SignalValues now = values(Map.of("OK", 3L, "TIMEOUT", 1L, "OPEN", 4L));
    CategoryMix.Watched watched = mixOf("run.outcome", now).watched();
    assertThat(watched.name()).isEqualTo("without success");
    assertThat(watched.share().applyAsDouble(now)).isEqualTo(0.25);
  }

  @Test
  void whereNoCategoryIsBetterItIsTheOneThatGrewMostThatIsDrawn() {
    SignalValues now = values(Map.of("openai/a", 60L, "openai/b", 40L));
    SignalValues before = values(Map.of("openai/a", 90L, "openai/b", 10L));
    CategoryMix.Watched watched = new CategoryMix("model.mix", now, before).watched();
    assertThat(watched.name()).isEqualTo("Models served: openai/b");
    assertThat(watched.role()).isEqualTo(Role.NOW);
    assertThat(watched.share().applyAsDouble(now)).isEqualTo(0.4);
  }

  @Test
  void ofManyCategoriesThoseThatMovedMostHaveBarsOfTheirOwn() {
    Map<String, Long> before =
        IntStream.range(0, 20).boxed().collect(Collectors.toMap(i -> "m" + i, i -> 5L));
    Map<String, Long> now = new TreeMap<>(before);
    now.put("new", 50L);
    now.put("m3", 0L);
    BarChart bars = new CategoryMix("model.mix", values(now), values(before)).bars("baseline");
    assertThat(bars.labels())
        .hasSize(CategoryMix.BARS_MAX)
        .startsWith("new")
        .contains("m3")
        .endsWith("12 others");
    bars.groups()
        .forEach(group ->
            assertThat(group.values().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, CLOSE));
  }

  private static CategoryMix mixOf(String signal, SignalValues now) {
    return new CategoryMix(signal, now, SignalValues.EMPTY);
  }

  private static SignalValues values(Map<String, Long> categories) {
    long count = categories.values().stream().mapToLong(Long::longValue).sum();
    return new SignalValues(count, 0, Distribution.EMPTY, new TreeMap<>(categories), 0);
  }
}
