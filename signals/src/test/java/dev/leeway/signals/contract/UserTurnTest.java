package dev.leeway.signals.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UserTurnTest {
  private static final String ASKED = "What does the red chair cost with delivery to Oslo?";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No, that's the blue one",
        "That’s not what I asked",
        "Wrong chair",
        "Nein, ich wollte den roten",
        "Das stimmt nicht",
        "Ce n'est pas la bonne",
        "Eso no es lo que pedí",
        "違います、赤い椅子です",
        "不对，我要红色的"
      })
  void knowsHowCorrectionsBegin(String turn) {
    assertThat(UserTurn.of(List.of(ASKED, turn))).isEqualTo(UserTurn.CORRECTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No",
        "No, thanks",
        "No problem",
        "And in blue?",
        "Nothing wrong with that, thanks",
        "Is that right?",
        "Yes, order it"
      })
  void anAnswerOrAThankYouIsNoCorrection(String turn) {
    assertThat(UserTurn.of(List.of(ASKED, turn))).isEqualTo(UserTurn.NEXT);
  }

  @Test
  void theSameQuestionAgainRepeats() {
    assertThat(
            UserTurn.of(
                List.of(ASKED, "I see", "what does the red chair cost with delivery to oslo")))
        .isEqualTo(UserTurn.REPEATED);
  }

  @Test
  void aQuestionOfTheSameKindDoesNot() {
    assertThat(
            UserTurn.of(List.of(ASKED, "What does the blue table cost with delivery to Bergen?")))
        .isEqualTo(UserTurn.NEXT);
    assertThat(UserTurn.of(List.of("yes please", "yes please"))).isEqualTo(UserTurn.NEXT);
  }
}
