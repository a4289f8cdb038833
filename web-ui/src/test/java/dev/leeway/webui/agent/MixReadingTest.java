package dev.leeway.webui.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.window.Distribution;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.webui.agent.MixReading.Category;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class MixReadingTest {
  private static final Signal SHAPE = signal("contract.shape");
  private static final Signal VIOLATION = signal("contract.violation");

  @Test
  void aShapeThatWasRareBeforeAndComesOftenIsNew() {
    MixReading mix =
        MixReading.of(
            SHAPE,
            values(Map.of("json {a: number}", 12L, "text", 6L)),
            values(Map.of("json {a: number}", 100L)));
    assertThat(names(mix.present(true))).containsExactly("text");
    assertThat(names(mix.present(false))).containsExactly("json {a: number}");
  }

  @Test
  void twoAnswersMakeNothingNew() {
    MixReading mix =
        MixReading.of(
            SHAPE, values(Map.of("json {}", 98L, "text", 2L)), values(Map.of("json {}", 100L)));
    assertThat(mix.present(true)).isEmpty();
  }

  @Test
  void withoutEnoughBeforeNothingIsCalledNew() {
    MixReading mix =
        MixReading.of(
            SHAPE,
            values(Map.of("text", 60L)),
            values(Map.of("json {}", MixReading.BEFORE_MIN - 1)));
    assertThat(mix.present(true)).isEmpty();
  }

  @Test
  void whatCameBeforeAndNoMoreIsGone() {
    MixReading mix =
        MixReading.of(SHAPE, values(Map.of("text", 60L)), values(Map.of("json {}", 100L)));
    assertThat(mix.categories().getLast()).isEqualTo(new Category("json {}", 0, 0, 1, false));
    assertThat(mix.categories().getLast().gone()).isTrue();
  }

  @Test
  void whereOneAnswerIsGoodTheOthersStandOutAlsoIfTheyAreOld() {
    MixReading mix =
        MixReading.of(
            VIOLATION,
            values(Map.of("KEPT", 95L, "BROKEN", 5L)),
            values(Map.of("KEPT", 95L, "BROKEN", 5L)));
    assertThat(names(mix.present(true))).containsExactly("BROKEN");
  }

  @Test
  void theSentenceNamesWhatIsNewWithItsShareAndBothSamples() {
    MixReading mix =
        MixReading.of(
            signal("contract.language"),
            values(Map.of("en", 90L, "de", 10L)),
            values(Map.of("en", 200L)));
    assertThat(MixWords.say("contract.language", mix, BaselineChoice.PREVIOUS))
        .isEqualTo("New: 10 % German (n = 100, m = 200)");
  }

  private static List<String> names(List<Category> categories) {
    return categories.stream().map(Category::name).toList();
  }

  private static Signal signal(String name) {
    return SignalCatalogue.standard().find(name).orElseThrow();
  }

  private static SignalValues values(Map<String, Long> categories) {
    long count = categories.values().stream().mapToLong(Long::longValue).sum();
    return new SignalValues(count, 0, Distribution.EMPTY, new TreeMap<>(categories), 0);
  }
}
