package dev.leeway.webui.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FindingActionTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void jsonGivesBackTheAction() {
    FindingAction action = silence("planned \"load\" test");
    assertThat(FindingAction.parse(action.json())).contains(action);
  }

  @Test
  void aSilenceEndsByItself() {
    assertThat(silence("").holds(NOON.plusSeconds(59))).isTrue();
    assertThat(silence("").holds(NOON.plusSeconds(60))).isFalse();
  }

  @Test
  void otherTextIsNoAction() {
    assertThat(FindingAction.parse("")).isEmpty();
    assertThat(FindingAction.parse("[1]")).isEmpty();
    assertThat(FindingAction.parse("{\"kind\":\"FORGOTTEN\"}")).isEmpty();
    assertThat(FindingAction.parse("{\"kind\":\"RESOLVED\",\"at\":\"noon\"}")).isEmpty();
  }

  @Test
  void onlyASilenceHasAnEnd() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new FindingAction(
                "default", "f", 1, ActionKind.RESOLVED, NOON, "me", "", Optional.of(NOON)));
  }

  private static FindingAction silence(String note) {
    return new FindingAction(
        "default",
        "f",
        1,
        ActionKind.SILENCED,
        NOON,
        "me",
        note,
        Optional.of(NOON.plusSeconds(60)));
  }
}
