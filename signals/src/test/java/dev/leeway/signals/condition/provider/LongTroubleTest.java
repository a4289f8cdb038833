package dev.leeway.signals.condition.provider;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.provider.ProviderStory.ALL;
import static dev.leeway.signals.condition.provider.ProviderStory.DESK;
import static dev.leeway.signals.condition.provider.ProviderStory.MAIL;
import static dev.leeway.signals.condition.provider.ProviderStory.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.drift.RuleHit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lasts for hours stays one finding until its end, and what was always so never opens one. */
class LongTroubleTest {
  /** What closes a rule's finding. */
  private static final long QUIET = 10 * MINUTE;

  private final ProviderStory story = new ProviderStory();

  @Test
  void anOutageOfThreeHoursIsToldUntilItEnds() {
    story.minutes(70, 10, 0, SHOP, DESK, MAIL);
    long onset = story.now;
    story.minutes(180, 1, 9, SHOP, DESK, MAIL);
    long end = story.now;
    assertThat(story.longestQuiet(onset, end)).isLessThan(QUIET);
    assertThat(story.hits())
        .extracting(RuleHit::slice)
        .containsOnly(ALL.with("provider", "openai"));
    assertThat(story.last().effectText()).contains("fails 90 % of 150 calls", "up from 0.0 %;");

    story.minutes(30, 10, 0, SHOP, DESK, MAIL);
    assertThat(story.last().atMillis()).isLessThan(end + 6 * MINUTE);
  }

  @Test
  void anOutageThatComesBackWithinTheHourIsToldAgain() {
    story.minutes(70, 10, 0, SHOP, DESK);
    story.minutes(40, 1, 9, SHOP, DESK);
    story.minutes(20, 10, 0, SHOP, DESK);
    long again = story.now;
    story.minutes(5, 1, 9, SHOP, DESK);
    assertThat(story.last().atMillis()).isGreaterThan(again);
    assertThat(story.last().effectText()).contains("up from 0.0 %;");
  }

  @Test
  void theLastAgentThatRecoversIsNotCalledTheOneAtFault() {
    story.minutes(70, 10, 0, SHOP, DESK);
    story.minutes(20, 1, 9, SHOP, DESK);
    for (int minute = 0; minute < 5; minute++) {
      story.calls(SHOP, "openai", 1, 9);
      story.calls(DESK, "openai", 200, 0);
      story.end(SHOP, DESK);
    }
    assertThat(story.hits())
        .extracting(RuleHit::slice)
        .containsOnly(ALL.with("provider", "openai"));
  }

  @Test
  void whatAlwaysFailedAsMuchIsNeverNews() {
    story.minutes(70, 8, 2, SHOP, DESK);
    story.minutes(6, 7, 3, SHOP, DESK);
    assertThat(story.hits()).isEmpty();
  }

  @Test
  void anOutageRightAtTheStartIsToldUntilItEnds() {
    story.minutes(90, 2, 8, SHOP);
    assertThat(story.hits().getFirst().atMillis()).isLessThan(4 * MINUTE);
    assertThat(story.hits().getFirst().effectText())
        .contains("too few calls before to say what is usual (0 of 20)");
    assertThat(story.longestQuiet(0, story.now)).isLessThan(QUIET);
    story.minutes(10, 10, 0, SHOP);
    assertThat(story.longestQuiet(0, 96 * MINUTE)).isLessThan(QUIET);
    assertThat(story.last().atMillis()).isLessThan(95 * MINUTE);
  }

  @Test
  void twiceTheMedianForAllIsTheirLatencyUntilItIsUsual() {
    slow(60, 800);
    slow(6, 3_200);
    assertThat(story.hits()).extracting(RuleHit::signal).containsOnly("provider.latency");
    assertThat(story.last().slice()).isEqualTo(ALL.with("provider", "openai"));
    assertThat(story.last().effect()).isEqualTo(4);
    assertThat(story.last().effectText()).startsWith("openai takes ×4.0 as long: median ");

    slow(20 * 60, 3_200);
    assertThat(story.longestQuiet(60 * MINUTE, story.now)).isLessThan(QUIET);
    slow(6 * 60, 3_200);
    assertThat(story.last().atMillis()).isBetween((60 + 23 * 60) * MINUTE, (60 + 25 * 60) * MINUTE);
  }

  @Test
  void loadThatMovedFromAFailingProviderIsOverflowAsLongAsThatFails() {
    shopCalls(60, 20, 0, 4);
    long onset = story.now;
    shopCalls(150, 2, 18, 22);
    List<RuleHit> overflow =
        story.hits().stream().filter(hit -> hit.signal().equals("provider.overflow")).toList();
    assertThat(overflow)
        .isNotEmpty()
        .allSatisfy(hit -> {
          assertThat(hit.slice()).isEqualTo(ALL.with("provider", "anthropic"));
          assertThat(hit.effectText())
              .startsWith("calls to anthropic grew from 4 to ")
              .contains("while openai fails ");
        });
    assertThat(overflow.getFirst().atMillis()).isLessThan(onset + 6 * MINUTE);
    assertThat(overflow.getLast().atMillis()).isGreaterThan(story.now - QUIET);
  }

  private void slow(int minutes, double millis) {
    for (int minute = 0; minute < minutes; minute++) {
      story.calls(SHOP, "openai", 10, 0);
      story.durations(SHOP, 10, millis);
      story.calls(DESK, "openai", 10, 0);
      story.durations(DESK, 10, millis);
      story.end(SHOP, DESK);
    }
  }

  private void shopCalls(int minutes, long ok, long failed, long elsewhere) {
    for (int minute = 0; minute < minutes; minute++) {
      story.calls(SHOP, "openai", ok, failed);
      story.calls(SHOP, "anthropic", elsewhere, 0);
      story.end(SHOP);
    }
  }
}
