package dev.leeway.webui.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import dev.leeway.storage.query.Spender;
import dev.leeway.storage.query.Spending;
import dev.leeway.webui.range.PageQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SpendersPanelTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Spender ALICE = new Spender("0f".repeat(16), 30, 4_000, 1_000, 3, NOON);
  private static final Spender UNTOLD = new Spender("", 10, 500, 500, 1, NOON);

  @Test
  void theMostExpensiveUsersStandWithTheirShareOfTheWhole() {
    Spending users = new Spending(List.of(ALICE, UNTOLD), 312, 1_204, 60_000, 12);
    assertThat(SpendersPanel.words(users))
        .isEqualTo("1,204 runs that began in this range used 60,000 tokens for $12.");
    assertThat(shown(users, Spending.NONE))
        .contains("1 of 312 users, the most expensive first")
        .contains("0f0f0f0f0f0f0f0f0f…")
        .containsSubsequence("30", "5,000", "$3", "$0.1", "25 %")
        .containsSubsequence("not told", "10", "1,000", "$1", "$0.1", "8.33 %");
  }

  @Test
  void withoutPricesItIsTokensThatAreShared() {
    Spender free = new Spender("u", 3, 10, 5, 0, NOON);
    Spending users = new Spending(List.of(free), 1, 4, 60, 0);
    assertThat(SpendersPanel.words(users)).endsWith("used 60 tokens; no price is known.");
    assertThat(shown(users, Spending.NONE))
        .contains(" 1 user, those with most tokens first")
        .containsSubsequence("15", "–", "–", "25 %");
  }

  @Test
  void whereNobodyIsToldItSaysWhatToSet() {
    Spending nobody = new Spending(List.of(UNTOLD), 0, 10, 1_000, 1);
    assertThat(shown(nobody, nobody))
        .contains("user.id", "enduser.id", "gen_ai.conversation.id", "slices.attributes")
        .doesNotContain("not told");
  }

  @Test
  void whatCouldNotBeReadIsSaidWithItsReason() {
    SpendersPanel panel = new SpendersPanel();
    PageQuery query = new PageQuery("agents/shop", Map.of());
    panel.show(new SpendReading(Spending.NONE, Spending.NONE, "spending: too much"), query);
    assertThat(panel.component().isVisible()).isTrue();
    assertThat(textOf(panel.component()))
        .contains("could not be read", "spending: too much")
        .doesNotContain("user.id");
    panel.show(SpendReading.NONE, query);
    assertThat(panel.component().isVisible()).isFalse();
  }

  private static String shown(Spending users, Spending conversations) {
    SpendersPanel panel = new SpendersPanel();
    panel.show(new SpendReading(users, conversations, ""), new PageQuery("agents/shop", Map.of()));
    return textOf(panel.component());
  }

  private static String textOf(Component component) {
    StringBuilder text = new StringBuilder(component.getElement().getText());
    component.getChildren().forEach(child -> text.append(' ').append(textOf(child)));
    return text.toString();
  }
}
