package dev.leeway.signals.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamePatternTest {

  @ParameterizedTest
  @CsvSource({
    "shop, shop, true",
    "shop, shops, false",
    "shop-*, shop-assistant, true",
    "shop-*, shop, false",
    "*, '', true",
    "*-eu, shop-eu-eu, true",
    "a*b*c, aXbYbZc, true",
    "a*b*c, aXbY, false",
    "s?op, shop, true",
    "s?op, sop, false",
    "run.*, runXduration, false",
    "Shop, shop, false",
  })
  void starsStandForAnyCharactersAndQuestionMarksForOne(String glob, String name, boolean matches) {
    assertThat(new NamePattern(glob).matches(name)).isEqualTo(matches);
  }

  @Test
  void anEmptyPatternIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new NamePattern(""));
  }
}
