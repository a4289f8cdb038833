package dev.leeway.signals.drift;

import static dev.leeway.signals.drift.Traffic.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.drift.Traffic.Shift;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Agents of a tenant share one promise, and their windows come in no order that is agreed between
 * them: each agent's minutes are in order, but how they lie between those of others hangs on
 * partitions and checkpoints.
 *
 * <p>An agent's detectors see nothing of the others but the limit of their common evidence (e-BH),
 * which falls while others alarm. So what is found does not hang on the order, and neither does a
 * single number of it unless several agents alarm in the same pane: then the one that comes later
 * may be told a pane sooner than in the other order.
 */
class AgentOrderTest {
  private static final List<String> AGENTS = List.of("desk", "faq", "shop");
  private static final String TOKENS = "complexity.input_tokens";
  private static final Set<String> SIGNALS = Set.of(TOKENS, "run.outcome");
  private static final int SHIFTED_FROM = 3 * 60;
  private static final int MINUTES = 4 * 60;
  private static final long PANE = 5 * MINUTE;

  static LongStream seeds() {
    return LongStream.rangeClosed(61, 63);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void oneAgentsFindingsAreTheSameHoweverTheOthersMinutesLieBetween(long seed) {
    Map<String, List<List<WindowPartial>>> traffic = traffic(Set.of("shop"));
    List<Finding> inStep = findings(traffic, 0, 0);

    assertThat(inStep).extracting(Finding::signal).containsOnly(TOKENS);
    assertThat(findings(traffic, seed, 40)).containsExactlyElementsOf(inStep);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void agentsThatDriftAtOnceAreAllFoundWithinAPaneOfAnyOtherOrder(long seed) {
    Map<String, List<List<WindowPartial>>> traffic = traffic(Set.copyOf(AGENTS));
    Map<String, Long> inStep = openedAt(findings(traffic, 0, 0));
    Map<String, Long> shuffled = openedAt(findings(traffic, seed, 3));

    assertThat(inStep).hasSize(3);
    assertThat(shuffled.keySet()).isEqualTo(inStep.keySet());
    inStep.forEach((series, at) ->
        assertThat(shuffled.get(series)).as(series).isBetween(at - PANE, at + PANE));
  }

  @Test
  void theOrderOfNamesIsNoOrder() {
    Map<String, List<List<WindowPartial>>> traffic = traffic(Set.of("desk"));
    Map<String, List<List<WindowPartial>>> reversed = new TreeMap<>(Collections.reverseOrder());
    reversed.putAll(traffic);
    assertThat(findings(reversed, 0, 0)).containsExactlyElementsOf(findings(traffic, 0, 0));
  }

  /** Each agent's minutes, with twice the tokens in those agents from some time on. */
  private static Map<String, List<List<WindowPartial>>> traffic(Set<String> shifted) {
    Map<String, List<List<WindowPartial>>> minutes = new TreeMap<>();
    for (String agent : AGENTS) {
      Slice slice = Slice.ofAgent("acme", "prod", agent);
      Traffic traffic = new Traffic(agent.hashCode(), new Traffic.Shape(0, 0, List.of(slice)));
      List<List<WindowPartial>> of = new ArrayList<>();
      for (int minute = 0; minute < MINUTES; minute++) {
        boolean shift = minute >= SHIFTED_FROM && shifted.contains(agent);
        of.add(
            traffic
                .minute(Feed.START + minute * MINUTE, 600, shift ? Shift.tokens(2) : Shift.NONE)
                .stream()
                .filter(partial -> SIGNALS.contains(partial.signal()))
                .toList());
      }
      minutes.put(agent, of);
    }
    return minutes;
  }

  /**
   * What a monitor finds, by id, when agents take turns by chance within a minute and each is
   * behind by up to so many minutes; seed 0 is in step.
   */
  private static List<Finding> findings(
      Map<String, List<List<WindowPartial>>> traffic, long seed, int behindMax) {
    Recording recording = new Recording();
    TenantMonitor monitor =
        new TenantMonitor(
            "acme",
            DriftConfig.defaults().with(5e-4, DriftConfig.defaults().pane(), 1_000),
            Watches.defaults(),
            new MapStore(),
            recording);
    Random random = new Random(seed);
    Map<String, Integer> behind = new TreeMap<>();
    AGENTS.forEach(agent -> behind.put(agent, seed == 0 ? 0 : random.nextInt(behindMax + 1)));
    for (int tick = 0; tick < MINUTES + behindMax; tick++) {
      List<String> turns = new ArrayList<>(traffic.keySet());
      if (seed != 0) {
        Collections.shuffle(turns, random);
      }
      for (String agent : turns) {
        int minute = tick - behind.getOrDefault(agent, 0);
        if (minute >= 0 && minute < MINUTES) {
          traffic.getOrDefault(agent, List.of()).get(minute).forEach(monitor::add);
          long clock = Feed.START + (minute + 1) * MINUTE;
          monitor.advance("prod", agent, clock, clock);
        }
      }
    }
    Map<String, Finding> newest = new TreeMap<>();
    recording.findings.forEach(finding -> newest.put(finding.findingId(), finding));
    return List.copyOf(newest.values());
  }

  private static Map<String, Long> openedAt(List<Finding> findings) {
    return findings.stream()
        .collect(
            Collectors.toMap(
                finding -> finding.slice().agent() + " " + finding.signal(),
                Finding::openedAtMillis));
  }
}
