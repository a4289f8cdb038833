package dev.leeway.webui.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.grounding.GroundingLimits;
import dev.leeway.signals.grounding.TextJudge;
import org.junit.jupiter.api.Test;

final class AnswerCheckTest {
  @Test
  void withoutTextsNothingIsSaidAndWhyIs() {
    AnswerCheck check = AnswerCheck.not("Not checkable: gone.");

    assertThat(check.of("It weighs 71.3 kg.")).isEmpty();
    assertThat(check.why()).isEqualTo("Not checkable: gone.");
    assertThat(AnswerCheck.none().why()).isEmpty();
  }

  @Test
  void aTextThatIsLongerThanIsReadIsNotMarkedInParts() {
    AnswerCheck check = AnswerCheck.by(new TextJudge(GroundingLimits.defaults()), 1);

    assertThat(check.of("It weighs 71.3 kg.")).isPresent();
    assertThat(check.of("x".repeat(GroundingLimits.defaults().textChars() + 1))).isEmpty();
  }
}
