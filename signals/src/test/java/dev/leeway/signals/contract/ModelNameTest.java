package dev.leeway.signals.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelNameTest {
  @ParameterizedTest
  @CsvSource({
    "gpt-4o, gpt-4o-2024-08-06",
    "gpt-4o, gpt-4o",
    "openai/gpt-5-mini, gpt-5-mini-2025-08-07",
    "claude-3-5-sonnet-latest, claude-3-5-sonnet-20241022",
    "us.anthropic.claude-sonnet-4-20250514-v1:0, claude-sonnet-4-20250514",
    "gpt-35-turbo, gpt-3.5-turbo-0125",
    "mistral-large-latest, mistral-large-2411"
  })
  void aSnapshotIsTheModelThatWasRequested(String requested, String served) {
    assertThat(ModelName.keeps(requested, served)).contains(true);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o, gpt-4o-mini",
    "gpt-4o-2024-05-13, gpt-4o-2024-08-06",
    "claude-3-opus, claude-3-haiku-20240307",
    "gpt-4o, gemini-2.0-flash"
  })
  void anotherSizeSnapshotOrFamilyIsNot(String requested, String served) {
    assertThat(ModelName.keeps(requested, served)).contains(false);
  }

  @ParameterizedTest
  @CsvSource({"my-deployment, gpt-4o", "gpt-4o, ''", "'', gpt-4o", "auto, claude-3-opus"})
  void aNameOfOnesOwnTellsNothing(String requested, String served) {
    assertThat(ModelName.keeps(requested, served)).isEmpty();
  }
}
