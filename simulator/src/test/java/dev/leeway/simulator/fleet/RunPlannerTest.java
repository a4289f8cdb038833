package dev.leeway.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class RunPlannerTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final AgentProfile AGENT = Profiles.ALL.getFirst();

  @Test
  void theSameOrdinalGivesTheSameRun() {
    assertThat(planner(List.of()).plan(AGENT, 7, NOW))
        .isEqualTo(planner(List.of()).plan(AGENT, 7, NOW));
  }

  @Test
  void spansLieInsideTheirRunInTheOrderOfTheirEnds() {
    PlannedRun run = planner(List.of()).plan(AGENT, 7, NOW);
    assertThat(run.spans()).isNotEmpty();
    assertThat(run.spans().stream().map(PlannedSpan::endNanos).toList()).isSorted();
    assertThat(run.spans())
        .allSatisfy(span -> {
          assertThat(span.startNanos()).isGreaterThanOrEqualTo(run.startNanos());
          assertThat(span.endNanos()).isLessThanOrEqualTo(run.endNanos());
        });
  }

  @Test
  void harderInputsDoubleTheFirstPrompt() {
    double healthy = meanLogInput(List.of());
    double harder = meanLogInput(List.of(episode(Failure.HARDER_INPUTS)));
    assertThat(Math.exp(harder - healthy)).isCloseTo(2, within(0.01));
  }

  @Test
  void aLoopCallsTheSameToolWithTheSameArgumentsAndResult() {
    PlannedRun run = planner(List.of(episode(Failure.LOOP))).plan(AGENT, 7, NOW);
    List<String> calls =
        run.spans().stream()
            .filter(span -> span.name().startsWith("execute_tool"))
            .filter(span -> span.errorMessage().isEmpty())
            .map(span -> span.attributes().get(GenAi.TOOL_ARGUMENTS))
            .toList();
    assertThat(calls).hasSizeGreaterThan(5);
    assertThat(calls).containsOnly(calls.getFirst());
  }

  @Test
  void anOutageFailsEveryRun() {
    RunPlanner planner = planner(List.of(episode(Failure.OUTAGE)));
    assertThat(LongStream.range(0, 20).mapToObj(i -> planner.plan(AGENT, i, NOW)))
        .allSatisfy(run -> assertThat(run.errorMessage()).isEqualTo("503"));
  }

  @Test
  void failuresOfOtherAgentsAndTimesDoNotTouchARun() {
    Failure failure = Failure.OUTAGE;
    var elsewhere =
        List.of(
            new FailureScript.Episode(failure, "other", NOW, NOW.plusSeconds(9)),
            new FailureScript.Episode(failure, AGENT.name(), NOW.minusSeconds(9), NOW));
    assertThat(planner(elsewhere).plan(AGENT, 7, NOW))
        .isEqualTo(planner(List.of()).plan(AGENT, 7, NOW));
  }

  private static double meanLogInput(List<FailureScript.Episode> episodes) {
    RunPlanner planner = planner(episodes);
    return LongStream.range(0, 200)
        .mapToObj(i -> planner.plan(AGENT, i, NOW))
        .flatMap(run -> run.spans().stream().filter(s -> s.name().startsWith("chat")).limit(1))
        .map(span -> span.attributes().get(GenAi.INPUT_TOKENS))
        .filter(tokens -> tokens != null)
        .mapToDouble(Math::log)
        .average()
        .orElseThrow();
  }

  private static FailureScript.Episode episode(Failure failure) {
    return new FailureScript.Episode(
        failure, AGENT.name(), NOW.minusSeconds(1), NOW.plus(Duration.ofHours(1)));
  }

  private static RunPlanner planner(List<FailureScript.Episode> episodes) {
    return new RunPlanner(new FailureScript(episodes), 1);
  }
}
