package dev.leeway.signals.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class SketchTest {
  @Test
  void smallSetsAreComparedExactly() {
    assertThat(of("a", "b", "c").similarity(of("c", "b", "a"))).isEqualTo(1);
    assertThat(of("a", "b", "c").similarity(of("b", "c", "d"))).isEqualTo(0.5);
    assertThat(of("a").similarity(of("b"))).isZero();
    assertThat(of("a", "b").similarity(of())).isZero();
    assertThat(of().similarity(of())).isEqualTo(1);
  }

  @Test
  void theSimilarityOfLargeSetsIsEstimatedWithoutBias() {
    double sum = 0;
    for (int seed = 0; seed < 400; seed++) {
      Sketch.Builder first = new Sketch.Builder();
      Sketch.Builder second = new Sketch.Builder();
      for (int i = 0; i < 90; i++) {
        first.add(Mix.of("word" + i + " of " + seed));
        second.add(Mix.of("word" + (i + 30) + " of " + seed));
      }
      sum += first.sketch().similarity(second.sketch());
    }
    // 60 of 120 words in common.
    assertThat(sum / 400).isCloseTo(0.5, within(0.04));
  }

  @Test
  void ofATextItHasTheWordsWhateverStandsBetweenThem() {
    assertThat(Sketch.ofWords("The parcel: LEFT.")).isEqualTo(Sketch.ofWords("left the parcel"));
    assertThat(Sketch.ofWords("a b c").similarity(Sketch.ofWords("b, c, d"))).isEqualTo(0.5);
    assertThat(Sketch.ofWords("荷物は").similarity(Sketch.ofWords("荷物が"))).isEqualTo(0.5);
    assertThat(Sketch.ofWords("… ?!")).isEqualTo(Sketch.NONE);
  }

  @Test
  void itsTextSaysAllOfItAndOtherTextSaysNothing() {
    Sketch sketch = of("a", "b", "c", "d", "e", "f", "g", "h", "i");
    assertThat(Sketch.of(sketch.text())).isEqualTo(sketch);
    assertThat(Sketch.of("")).isEqualTo(Sketch.NONE);
    assertThat(Sketch.of("z".repeat(32))).isEqualTo(Sketch.NONE);
  }

  private static Sketch of(String... tokens) {
    Sketch.Builder builder = new Sketch.Builder();
    for (String token : tokens) {
      builder.add(Mix.of(token));
    }
    return builder.sketch();
  }
}
