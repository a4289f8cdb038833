package dev.leeway.signals.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RatingTest {
  @ParameterizedTest
  @CsvSource({
    "Passed, GOOD",
    "thumbs-up, GOOD",
    "not helpful, BAD",
    "HALLUCINATED, BAD",
    "so-so, OTHER"
  })
  void aLabelSpeaksByItsWord(String label, Rating rating) {
    assertThat(Rating.of(Rater.EVALUATOR, label, null)).isEqualTo(rating);
    assertThat(Rating.of(Rater.USER, label, 0.5)).isEqualTo(rating);
  }

  @ParameterizedTest
  @CsvSource({
    "1, GOOD",
    "0.9, GOOD",
    "0.5, OTHER",
    "0, BAD",
    "-1, BAD",
    "5, GOOD",
    "4, GOOD",
    "3, OTHER",
    "2, BAD"
  })
  void aUsersNumberIsAThumbOrStars(double value, Rating rating) {
    assertThat(Rating.of(Rater.USER, "", value)).isEqualTo(rating);
  }

  @Test
  void anEvaluatorsNumberAloneSaysNeitherGoodNorBad() {
    for (@Nullable Double value : new Double[] {0.0, 0.9, 5.0, null}) {
      assertThat(Rating.of(Rater.EVALUATOR, "", value)).isEqualTo(Rating.UNSAID);
    }
  }

  @Test
  void feedbackIsAUsersByItsName() {
    assertThat(Rater.of("User_Feedback")).isEqualTo(Rater.USER);
    assertThat(Rater.of("faithfulness")).isEqualTo(Rater.EVALUATOR);
  }
}
