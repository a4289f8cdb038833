package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.CATALOGUE;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.fact.Told;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the row of a run says of going round in circles and of errors. */
final class LoopSignalsTest {
  private static final String PAGE = "What the page says of shoes in many words. ".repeat(8);

  @Test
  void workDoneTwiceIsLoopedAndAShortStatusReadTwiceIsNot() {
    Run twice =
        run(
            Told.tool(1, "visit", "{\"url\":\"https://a.example\"}", PAGE),
            Told.tool(2, "visit", "{\"url\":\"https://a.example\"}", PAGE + "seen 9 s ago"));
    assertThat(twice.outcome()).isEqualTo(RunOutcome.LOOPED);
    assertThat(twice.signals())
        .containsEntry("loop.repeat", 2.0)
        .containsEntry("loop.stuck", 2.0)
        .containsEntry("loop.score", 1.0);
    Run polled =
        run(
            Told.tool(1, "get_status", "{\"job\":\"1\"}", "{\"status\":\"pending\"}"),
            Told.tool(2, "get_status", "{\"job\":\"1\"}", "{\"status\":\"pending\"}"),
            Told.tool(3, "get_status", "{\"job\":\"1\"}", "{\"status\":\"done\"}"));
    assertThat(polled.outcome()).isEqualTo(RunOutcome.OK);
    assertThat(polled.signals())
        .containsEntry("loop.repeat", 3.0)
        .containsEntry("loop.stuck", 2.0)
        .containsEntry("loop.score", 0.0);
  }

  @Test
  void callsInOtherWordsWithoutNewsAreNearAndOneCallIsNone() {
    String[] words = {"please find", "kindly find", "please look up", "do please find"};
    AgentEvent[] calls = new AgentEvent[words.length];
    for (int i = 0; i < words.length; i++) {
      String asked = words[i] + " the cheapest direct flight to Oslo next week for me now";
      calls[i] = Told.tool(1 + i, "search_flights", "{\"q\":\"" + asked + "\"}", "{\"f\":0}");
    }
    assertThat(run(calls).signals()).containsEntry("loop.near", 4.0);
    assertThat(run(calls[0]).signals()).doesNotContainKey("loop.near");
  }

  @Test
  void aQuantityThatGrowsIsLoopedAndSaysWithHowManyCalls() {
    List<AgentEvent> calls = new ArrayList<>();
    int[] quantities = {2, 10, 60, 260};
    for (int i = 0; i < quantities.length; i++) {
      calls.add(
          Told.tool(1 + i, "order", "{\"sku\":\"N\",\"quantity\":" + quantities[i] + "}", "{}"));
    }
    Run run = run(calls.toArray(AgentEvent[]::new));
    assertThat(run.outcome()).isEqualTo(RunOutcome.LOOPED);
    assertThat(run.signals()).containsEntry("loop.escalation", 4.0);
  }

  @Test
  void callsInTurnCodeAnswersAndErrorsAreCounted() {
    List<AgentEvent> spans = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      spans.add(Told.tool(1 + i, i % 2 == 0 ? "get_a" : "get_b", "{\"id\":\"x\"}", "{}"));
    }
    String code = "Thought: again\nCode:\n```py\nprint(web_search('shoes'))\n```<end_code>";
    spans.add(Told.answer(20, code));
    spans.add(Told.answer(21, code));
    for (int i = 30; i < 33; i++) {
      spans.add(step(i, "KeyError: 'price'"));
    }
    assertThat(run(spans.toArray(AgentEvent[]::new)).signals())
        .containsAllEntriesOf(
            Map.of(
                "loop.cycle", 3.0,
                "loop.repeat_code", 2.0,
                "loop.repeat_output", 2.0,
                "error.repeat", 3.0,
                "loop.score", 3.0,
                "tool.errors", 3.0));
  }

  @Test
  void errorsAreCountedOnceAndByTheirKind() {
    Map<String, Double> signals =
        run(
                Told.tool(1, "search", "{\"q\":1}", "Error: 404 page not found"),
                step(10, "Error in code parsing: your code snippet is invalid"),
                step(11, "search() got an unexpected keyword argument 'year'"),
                Told.answer(22, "Here you are: ```py\nprint(1)\n and no end of the fence"))
            .signals();
    assertThat(signals)
        .containsEntry("tool.errors", 3.0)
        .containsEntry("tool.args_rejected", 1.0)
        .containsEntry("output.format_errors", 2.0)
        .containsEntry("error.access", 1.0);
  }

  @Test
  void aFailureThatGoesUpTheTreeIsCountedWhereItBegan() {
    AgentEvent tool =
        Told.told(
            span(3, EventKind.TOOL)
                .tool("search", 7, 8)
                .under(2)
                .failed("E")
                .attribute("exception.message", "boom"));
    AgentEvent step =
        Told.told(
            span(2, EventKind.STEP).under(1).failed("E").attribute("exception.message", "boom"));
    List<Run> runs =
        RunFixture.closed(List.of(agent(1).at(0, 100_000).failed("E").event(), step, tool));
    assertThat(runs)
        .singleElement()
        .satisfies(run ->
            assertThat(run.signals())
                .containsEntry("tool.errors", 1.0)
                .containsEntry("error.repeat", 1.0));
  }

  @Test
  void aRunThatMadeNoCallSaysNothingOfLoops() {
    assertThat(RunFixture.run(agent(1)).signals().keySet())
        .doesNotContain("loop.score", "loop.spend", "tool.errors", "error.repeat");
  }

  @Test
  void everySignalOfLoopsSaysWhatItMeans() {
    assertThat(CATALOGUE.signals())
        .filteredOn(signal -> signal.name().startsWith("loop."))
        .hasSize(9)
        .allSatisfy(
            signal -> assertThat(signal.about().failures()).containsExactly(FailureMode.RUNAWAY));
  }

  private static AgentEvent step(int second, String message) {
    return Told.told(
        span(1 + second, EventKind.STEP)
            .failed("Error")
            .under(1_000)
            .at(second * 1000L, second * 1000L + 10)
            .attribute("exception.message", message));
  }

  private static Run run(AgentEvent... spans) {
    List<AgentEvent> events = new ArrayList<>(List.of(spans));
    events.add(agent(1_000).at(0, 100_000).event());
    List<Run> runs = RunFixture.closed(events);
    assertThat(runs).hasSize(1);
    return runs.getFirst();
  }
}
