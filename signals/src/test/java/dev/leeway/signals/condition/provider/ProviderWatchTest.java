package dev.leeway.signals.condition.provider;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.provider.ProviderStory.ALL;
import static dev.leeway.signals.condition.provider.ProviderStory.DESK;
import static dev.leeway.signals.condition.provider.ProviderStory.MAIL;
import static dev.leeway.signals.condition.provider.ProviderStory.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Slice;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderWatchTest {
  private final ProviderStory story = new ProviderStory();

  @Test
  void whenAllAgentsAreHitItIsThemAndOneFindingOfAllAgents() {
    story.minutes(60, 10, 0, SHOP, DESK, MAIL);
    story.minutes(6, 4, 6, SHOP, DESK, MAIL);
    assertThat(story.hits())
        .extracting(RuleHit::slice)
        .containsOnly(ALL.with("provider", "openai"));
    RuleHit last = story.last();
    assertThat(last.signal()).isEqualTo("provider.errors");
    assertThat(last.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(last.effectText())
        .isEqualTo(
            "openai fails 60 % of 150 calls in 5 min (0 rate limited, 0 timed out), up from 0.0 %;"
                + " them: 3 of the 3 agents that use it are hit");
    assertThat(last.evidence())
        .contains(entry("agents_hit", 3.0), entry("agents_seen", 3.0), entry("n", 150.0));
    assertThat(last.exemplarTraceIds()).isNotEmpty();
  }

  @Test
  void whenOthersAreWellItIsUsAndAFindingOfThatAgent() {
    story.minutes(60, 10, 0, SHOP, DESK, MAIL);
    for (int minute = 0; minute < 6; minute++) {
      story.calls(SHOP, "openai", 2, 8);
      story.calls(DESK, "openai", 10, 0);
      story.calls(MAIL, "openai", 10, 0);
      story.end(SHOP, DESK, MAIL);
    }
    assertThat(story.hits())
        .extracting(RuleHit::slice)
        .containsOnly(SHOP.with("provider", "openai"));
    assertThat(story.last().severity()).isEqualTo(Severity.WARNING);
    assertThat(story.last().effectText()).endsWith("us: only shop of 3 agents that use it");
  }

  @Test
  void whenTenOfTwentyAreHitItIsPartOfThemAndToldOnceForAll() {
    Slice[] agents = new Slice[20];
    for (int agent = 0; agent < agents.length; agent++) {
      agents[agent] = ProviderStory.agent("a%02d".formatted(agent));
    }
    story.minutes(60, 10, 0, agents);
    for (int minute = 0; minute < 8; minute++) {
      for (int agent = 0; agent < agents.length; agent++) {
        story.calls(agents[agent], "openai", agent < 10 ? 1 : 10, agent < 10 ? 9 : 0);
      }
      story.end(agents);
    }
    // While minutes of the first of them are over and the others' are not.
    List<RuleHit> settled =
        story.hits().stream().filter(hit -> hit.atMillis() > 62 * MINUTE).toList();
    assertThat(settled).extracting(RuleHit::slice).containsOnly(ALL.with("provider", "openai"));
    assertThat(settled.getLast().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(settled.getLast().effectText())
        .endsWith(
            "part of the agents: 10 of the 20 that use it are hit (a00, a01, a02 and 7 more)");
    assertThat(settled.getLast().evidence())
        .contains(entry("agents_hit", 10.0), entry("agents_seen", 20.0));
  }

  @Test
  void ofOneAgentAloneWhoseFaultItIsCantBeTold() {
    story.minutes(60, 10, 0, SHOP);
    story.minutes(6, 2, 8, SHOP);
    assertThat(story.hits())
        .extracting(RuleHit::slice)
        .containsOnly(ALL.with("provider", "openai"));
    assertThat(story.last().effectText()).endsWith("can't be told");
  }

  @Test
  void whatFailsOneVersionOfAnAgentAloneIsUs() {
    story.minutes(60, 10, 0, SHOP);
    versions(6);
    assertThat(story.hits())
        .extracting(RuleHit::slice)
        .containsOnly(SHOP.with("provider", "openai"));
    assertThat(story.last().severity()).isEqualTo(Severity.WARNING);
    assertThat(story.last().effectText())
        .endsWith("us: only version 2.0 of shop, whose other versions are well");
  }

  @Test
  void ofSeveralAgentsTheOneThatIsHitIsToldWithItsVersion() {
    story.minutes(60, 10, 0, SHOP, DESK);
    versions(6, DESK);
    assertThat(story.last().effectText())
        .endsWith(
            "us: only shop of 2 agents that use it, and only version 2.0 of shop, whose other"
                + " versions are well");
  }

  @Test
  void aVersionThatUsesAnotherProviderThanTheOthersIsNotUs() {
    for (int minute = 0; minute < 66; minute++) {
      long failed = minute < 60 ? 0 : 8;
      story.calls(SHOP, "openai", 10 - failed, failed);
      story.calls(SHOP, "anthropic", 10, 0);
      story.ofVersion(SHOP, "1.0", 10, 0);
      story.ofVersion(SHOP, "2.0", 10 - failed, failed);
      story.end(SHOP);
    }
    assertThat(story.hits())
        .extracting(RuleHit::slice)
        .containsOnly(ALL.with("provider", "openai"));
    assertThat(story.last().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(story.last().effectText()).endsWith("can't be told");
  }

  @Test
  void whatBeginsInPartOfTheAgentsAndReachesAllIsToldAtOnceAsThem() {
    Slice[] agents = new Slice[10];
    for (int agent = 0; agent < agents.length; agent++) {
      agents[agent] = ProviderStory.agent("a" + agent);
    }
    story.minutes(60, 10, 0, agents);
    for (int minute = 0; minute < 15; minute++) {
      for (int agent = 0; agent < agents.length; agent++) {
        boolean hit = agent < 3 || minute >= 11;
        story.calls(agents[agent], "openai", hit ? 2 : 10, hit ? 8 : 0);
      }
      story.end(agents);
    }
    List<RuleHit> ofAll =
        story.hits().stream().filter(hit -> hit.slice().agent().equals("__all__")).toList();
    RuleHit them =
        ofAll.stream().filter(hit -> hit.effectText().contains("; them: ")).findFirst().get();
    assertThat(them.atMillis()).isEqualTo(72 * MINUTE);
    RuleHit before = ofAll.get(ofAll.indexOf(them) - 1);
    assertThat(before.effectText()).contains("3 of the 10 that use it are hit");
    assertThat(before.effect()).isGreaterThan(them.effect());
    assertThat(ofAll.getLast().effectText()).contains("10 of the 10 agents");
  }

  private void versions(int minutes, Slice... others) {
    for (int minute = 0; minute < minutes; minute++) {
      story.calls(SHOP, "openai", 12, 8);
      story.ofVersion(SHOP, "1.0", 10, 0);
      story.ofVersion(SHOP, "2.0", 2, 8);
      for (Slice other : others) {
        story.calls(other, "openai", 10, 0);
        story.walk.to(other, story.now);
      }
      story.end(SHOP);
    }
  }

  @Test
  void nineFailedCallsAreNotEnoughData() {
    story.minutes(60, 10, 0, SHOP, DESK);
    story.minutes(1, 5, 4, SHOP, DESK);
    story.minutes(6, 10, 0, SHOP, DESK);
    assertThat(story.hits()).isEmpty();
  }

  @Test
  void loadThatGrowsWhileNothingFailsIsTraffic() {
    for (int minute = 0; minute < 67; minute++) {
      story.calls(SHOP, "openai", 20, 0);
      story.calls(SHOP, "anthropic", minute < 60 ? 4 : 40, 0);
      story.end(SHOP);
    }
    assertThat(story.hits()).isEmpty();
  }

  @Test
  void oneAgentThatWaitsLongerIsNotTheProvidersLatency() {
    for (int minute = 0; minute < 66; minute++) {
      story.calls(SHOP, "openai", 10, 0);
      story.durations(SHOP, 10, minute < 60 ? 800 : 3_200);
      story.calls(DESK, "openai", 10, 0);
      story.durations(DESK, 10, 800);
      story.end(SHOP, DESK);
    }
    assertThat(story.hits()).isEmpty();
  }

  @Test
  void anAgentThatCallsNoMoreIsForgottenAfterADay() {
    story.minutes(3, 10, 0, SHOP, DESK);
    story.ofVersion(SHOP, "2.0", 10, 0);
    story.minutes(1, 1, 9, SHOP, DESK);
    story.walk.to(SHOP, story.now + 25 * 60 * MINUTE);
    assertThat(story.walk.keys()).anyMatch(key -> key.startsWith("wt"));
    story.walk.to(DESK, story.now + 25 * 60 * MINUTE);
    assertThat(story.walk.keys()).containsExactly("wb\0prod\0desk", "wb\0prod\0shop");
  }

  @Test
  void aHundredAgentsOfAProviderTakeUnderAHundredKilobytes() {
    for (int minute = 0; minute < 25; minute++) {
      for (int agent = 0; agent < 101; agent++) {
        Slice slice = ProviderStory.agent("agent-" + agent);
        story.calls(slice, "openai", minute < 20 ? 10 : 1, minute < 20 ? 1 : 10);
        story.durations(slice, 10, minute < 20 ? 800 + 90 * minute : 9_000);
        story.walk.to(slice, story.now + MINUTE);
      }
      story.now += MINUTE;
    }
    assertThat(story.hits()).isNotEmpty();
    assertThat(story.walk.bytesUnder("wt")).isBetween(10_000L, 100_000L);
  }
}
