package dev.leeway.signals.answer;

import static dev.leeway.signals.catalogue.AnswerFixture.answered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.signals.catalogue.Answered;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

final class AnswerMemoryTest {
  private static final int DAY_MINUTES = 24 * 60;
  private static final String ORDER = "Your order has left the depot";
  private static final String REFUND = "We have paid the money back";

  private final AnswerMemory memory = AnswerMemory.empty();

  @Test
  void aPromptThatIsNewSaysNothingOfConsistency() {
    assertThat(say(answered("shop", "where", ORDER, 0))).isEqualTo("DISTINCT");
  }

  @Test
  void halfOfTheWordsInCommonAreTheSameAnswer() {
    memory.take(answered("shop", "where", ORDER, 0));
    // Five of seven words are in both.
    assertThat(say(answered("shop", "where", "The order has left your depot", 1)))
        .isEqualTo("SAME DISTINCT");
    assertThat(say(answered("shop", "where", REFUND, 2))).isEqualTo("DIFFERENT DISTINCT");
    assertThat(say(answered("shop", "where", REFUND, 3))).isEqualTo("SAME DISTINCT");
  }

  @Test
  void theSameWordsToAnotherPromptAreRepeated() {
    memory.take(answered("shop", "where", ORDER, 0));
    assertThat(say(answered("shop", "when", ORDER, 1))).isEqualTo("REPEATED");
    assertThat(say(answered("shop", "who", REFUND, 2))).isEqualTo("DISTINCT");
  }

  @Test
  void agentsAreNotComparedWithEachOther() {
    memory.take(answered("shop", "where", ORDER, 0));
    assertThat(say(answered("bank", "where", REFUND, 1))).isEqualTo("DISTINCT");
    assertThat(say(answered("bank", "when", ORDER, 2))).isEqualTo("DISTINCT");
  }

  @Test
  void whatIsMoreThanADayAwayIsForgotten() {
    memory.take(answered("shop", "where", ORDER, 0));
    memory.take(answered("shop", "how", REFUND, 0));
    assertThat(say(answered("shop", "where", ORDER, DAY_MINUTES))).isEqualTo("SAME DISTINCT");
    assertThat(say(answered("shop", "how", REFUND, DAY_MINUTES + 1))).isEqualTo("DISTINCT");
    assertThat(say(answered("shop", "when", ORDER, 2 * DAY_MINUTES + 1))).isEqualTo("DISTINCT");
  }

  @Test
  void whatWasSeenOftenStaysWhileAThousandOthersPassAndTheStateDoesNotGrow() {
    int length = memory.bytes().length;
    int same = 0;
    for (int i = 0; i < 1_000; i++) {
      memory.take(answered("shop", "question " + i, "answer number " + i, 1));
      if (i % 20 == 0) {
        same += say(answered("shop", "where", ORDER, 1)).startsWith("SAME") ? 1 : 0;
      }
    }
    // Of 49 chances each is kept with (1 - 1/256)^20 = 92 %.
    assertThat(same).isBetween(40, 49);
    assertThat(memory.bytes()).hasSize(length).hasSizeLessThan(20_000);
  }

  @Test
  void itsAnswerCountsWhereAndWhenTheRunDid() {
    Answered answered = answered("shop", "where", ORDER, 7);
    Observation said = memory.take(answered);
    assertThat(said).isEqualTo(answered.run().saying(said.measurements()));
    assertThat(said.measurements())
        .containsExactly(Measurement.category("answer.diversity", "DISTINCT"));
  }

  @Test
  void itGoesOnInTheBytesThatItGave() {
    memory.take(answered("shop", "where", ORDER, 0));
    AnswerMemory restored = AnswerMemory.over(memory.bytes().clone());
    assertThat(restored.take(answered("shop", "where", REFUND, 1)).measurements())
        .contains(Measurement.category("answer.self_consistency", "DIFFERENT"));
  }

  @Test
  void versionOneIsReadAndWrittenAsEver() throws IOException {
    memory.take(answered("shop", "where", ORDER, 0));
    memory.take(answered("bank", "where", REFUND, 1));
    try (InputStream file = AnswerMemoryTest.class.getResourceAsStream("answers-v1.bin")) {
      byte[] golden = file.readAllBytes();
      assertThat(memory.bytes()).isEqualTo(golden);
      AnswerMemory old = AnswerMemory.over(golden);
      assertThat(words(old.take(answered("bank", "where", ORDER, 2))))
          .isEqualTo("DIFFERENT DISTINCT");
    }
  }

  @Test
  void anotherVersionIsRefusedInWords() {
    byte[] bytes = memory.bytes().clone();
    bytes[0] = 9;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnswerMemory.over(bytes))
        .withMessageContaining("of version 1, came")
        .withMessageContaining("of version 9");
    assertThatIllegalArgumentException().isThrownBy(() -> AnswerMemory.over(new byte[0]));
  }

  private String say(Answered answered) {
    return words(memory.take(answered));
  }

  private static String words(Observation said) {
    return String.join(" ", said.measurements().stream().map(Measurement::category).toList());
  }
}
