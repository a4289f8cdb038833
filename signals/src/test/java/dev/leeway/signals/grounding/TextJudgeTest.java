package dev.leeway.signals.grounding;

import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TextJudgeTest {
  private static final String ANSWER = "Total: $45.04, and it weighs 71.3 kg.";
  private final TextJudge judge = new TextJudge(GroundingLimits.defaults());

  @Test
  void eachClaimHasItsPlaceAndWhatIsThereInstead() {
    judge.add(
        tool(1, "get_order").event(),
        List.of(content(ContentRole.TOOL_RESULT, "{\"total\": 54.04}")));

    List<CheckedClaim> claims = judge.judge(ANSWER).claims();

    assertThat(claims)
        .extracting(claim -> claim.verdict() + " " + ANSWER.substring(claim.start(), claim.end()))
        .containsExactly("CONTRADICTED $45.04", "UNSUPPORTED 71.3 kg");
    assertThat(claims.getFirst().evidence().orElseThrow().other()).isEqualTo("54.04");
  }

  @Test
  void whatTheModelSaidIsNoEvidenceAndOneJudgementLeavesNoTrace() {
    judge.add(
        tool(1, "get_order").event(),
        List.of(content(ContentRole.TOOL_RESULT, "{\"total\": 54.04}")));
    judge.add(
        llm(2).event(),
        List.of(
            content(
                ContentRole.OUTPUT_MESSAGES,
                "[{\"role\": \"assistant\", \"parts\": [{\"type\": \"text\", \"content\": \"It weighs 71.3 kg.\"}]}]")));

    assertThat(judge.judge("It weighs 71.3 kg.").score()).hasValue(0);
    assertThat(judge.judge("It weighs 71.3 kg.")).isEqualTo(judge.judge("It weighs 71.3 kg."));
    assertThat(judge.judge("The total is 54.04.").claims()).hasSize(1);
  }

  private static Content content(ContentRole role, String text) {
    return new Content(new ContentRef(role, "0".repeat(32), text.length()), text);
  }
}
