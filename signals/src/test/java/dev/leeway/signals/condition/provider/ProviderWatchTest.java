package dev.leeway.signals.condition.provider;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.ConditionWalk.categories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.leeway.signals.condition.ConditionWalk;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProviderWatchTest {
  private static final Slice SHOP = Slice.ofAgent("acme", "prod", "shop");
  private static final Slice DESK = Slice.ofAgent("acme", "prod", "desk");
  private static final Slice MAIL = Slice.ofAgent("acme", "prod", "mail");
  private static final Slice ALL = Slice.ofAgent("acme", "prod", "__all__");

  private final ConditionWalk walk = new ConditionWalk(new ProviderWatch());
  private long now;

  @Test
  void whenAllAgentsAreHitItIsThemAndOneFindingOfAllAgents() {
    minutes(60, 10, 0, SHOP, DESK, MAIL);
    minutes(6, 4, 6, SHOP, DESK, MAIL);
    assertThat(walk.hits).extracting(RuleHit::slice).containsOnly(ALL.with("provider", "openai"));
    RuleHit last = walk.hits.getLast();
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
    minutes(60, 10, 0, SHOP, DESK, MAIL);
    for (int minute = 0; minute < 6; minute++) {
      walk.add(calls(SHOP, "openai", 2, 8), calls(DESK, "openai", 10, 0));
      walk.add(calls(MAIL, "openai", 10, 0));
      end(SHOP, DESK, MAIL);
    }
    assertThat(walk.hits).extracting(RuleHit::slice).containsOnly(SHOP.with("provider", "openai"));
    assertThat(walk.hits.getLast().severity()).isEqualTo(Severity.WARNING);
    assertThat(walk.hits.getLast().effectText()).endsWith("us: only shop of 3 agents that use it");
  }

  @Test
  void ofOneAgentAloneWhoseFaultItIsCantBeTold() {
    minutes(60, 10, 0, SHOP);
    minutes(6, 2, 8, SHOP);
    assertThat(walk.hits).extracting(RuleHit::slice).containsOnly(ALL.with("provider", "openai"));
    assertThat(walk.hits.getLast().effectText()).endsWith("can't be told");
  }

  @Test
  void whatAlwaysFailedAsMuchIsNoNews() {
    minutes(70, 8, 2, SHOP, DESK);
    minutes(6, 7, 3, SHOP, DESK);
    // The first minutes of a provider have no hour before them.
    assertThat(walk.hits).allMatch(hit -> hit.atMillis() < 10 * MINUTE);
  }

  @Test
  void nineFailedCallsAreNotEnoughData() {
    minutes(60, 10, 0, SHOP, DESK);
    minutes(1, 5, 4, SHOP, DESK);
    minutes(6, 10, 0, SHOP, DESK);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void loadThatMovesFromAFailingProviderIsOverflow() {
    for (int minute = 0; minute < 60; minute++) {
      walk.add(calls(SHOP, "openai", 20, 0), calls(SHOP, "anthropic", 4, 0));
      end(SHOP);
    }
    for (int minute = 0; minute < 7; minute++) {
      walk.add(calls(SHOP, "openai", 2, 18), calls(SHOP, "anthropic", 22, 0));
      end(SHOP);
    }
    assertThat(walk.hits)
        .filteredOn(hit -> hit.signal().equals("provider.overflow"))
        .isNotEmpty()
        .allSatisfy(hit -> {
          assertThat(hit.slice()).isEqualTo(ALL.with("provider", "anthropic"));
          assertThat(hit.effectText())
              .startsWith("calls to anthropic grew from 4 to ")
              .contains("while openai fails ");
        });
  }

  @Test
  void loadThatGrowsWhileNothingFailsIsTraffic() {
    for (int minute = 0; minute < 67; minute++) {
      walk.add(calls(SHOP, "openai", 20, 0));
      walk.add(calls(SHOP, "anthropic", minute < 60 ? 4 : 40, 0));
      end(SHOP);
    }
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void twiceTheMedianForAllIsTheirLatency() {
    for (int minute = 0; minute < 66; minute++) {
      double millis = minute < 60 ? 800 : 3_200;
      for (Slice agent : List.of(SHOP, DESK)) {
        walk.add(calls(agent, "openai", 10, 0), durations(agent, 10, millis));
      }
      end(SHOP, DESK);
    }
    assertThat(walk.hits).extracting(RuleHit::signal).containsOnly("provider.latency");
    assertThat(walk.hits.getLast().slice()).isEqualTo(ALL.with("provider", "openai"));
    assertThat(walk.hits.getLast().effect()).isEqualTo(4);
    assertThat(walk.hits.getLast().effectText()).startsWith("openai takes ×4.0 as long: median ");
  }

  @Test
  void oneAgentThatWaitsLongerIsNotTheProvidersLatency() {
    for (int minute = 0; minute < 66; minute++) {
      walk.add(calls(SHOP, "openai", 10, 0), durations(SHOP, 10, minute < 60 ? 800 : 3_200));
      walk.add(calls(DESK, "openai", 10, 0), durations(DESK, 10, 800));
      end(SHOP, DESK);
    }
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void anAgentThatCallsNoMoreIsForgottenAfterADay() {
    minutes(3, 10, 0, SHOP, DESK);
    walk.to(SHOP, now + 25 * 60 * MINUTE);
    assertThat(walk.keys()).anyMatch(key -> key.startsWith("wt"));
    walk.to(DESK, now + 25 * 60 * MINUTE);
    assertThat(walk.keys()).containsExactly("wb\0prod\0desk", "wb\0prod\0shop");
  }

  @Test
  void aHundredAgentsOfAProviderTakeUnderAHundredKilobytes() {
    for (int minute = 0; minute < 25; minute++) {
      for (int agent = 0; agent < 101; agent++) {
        Slice slice = Slice.ofAgent("acme", "prod", "agent-" + agent);
        walk.add(calls(slice, "openai", 10, 1), durations(slice, 10, 800 + 90 * minute));
        walk.to(slice, now + MINUTE);
      }
      now += MINUTE;
    }
    assertThat(walk.bytesUnder("wt")).isBetween(10_000L, 100_000L);
  }

  private void minutes(int minutes, long ok, long failed, Slice... agents) {
    for (int minute = 0; minute < minutes; minute++) {
      for (Slice agent : agents) {
        walk.add(calls(agent, "openai", ok, failed));
      }
      end(agents);
    }
  }

  private void end(Slice... agents) {
    now += MINUTE;
    for (Slice agent : agents) {
      walk.to(agent, now);
    }
  }

  private WindowPartial calls(Slice agent, String provider, long ok, long failed) {
    Slice slice = agent.with("provider", provider);
    return failed == 0
        ? categories(slice, "provider.errors", now, "OK", ok)
        : categories(slice, "provider.errors", now, "OK", ok, "ERROR", failed);
  }

  private WindowPartial durations(Slice agent, long count, double millis) {
    return new WindowPartial(
        agent.with("provider", "openai"),
        "llm.duration",
        now,
        60,
        count,
        count * millis,
        Map.of(Buckets.indexOf(millis), count),
        Map.of(),
        List.of());
  }
}
