package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.run;
import static dev.leeway.signals.catalogue.RunFixture.value;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.tool;
import static dev.leeway.signals.window.Measurement.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.signals.event.SpanFixture;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.WindowFold;
import dev.leeway.signals.window.WindowPartial;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RetryAmplificationTest {
  @Test
  void isOneWhereNothingWasTriedTwice() {
    assertThat(value("retry.amplification", agent(1), llm(2).under(1), tool(3, "search").under(1)))
        .hasValue(1);
  }

  @Test
  void aCallThatRepeatsAFailedOneIsTheSameLogicalCall() {
    assertThat(
            value(
                "retry.amplification",
                agent(1),
                llm(2).under(1).at(0, 10).failed("429"),
                llm(3).under(1).at(20, 30).failed("429"),
                llm(4).under(1).at(40, 50)))
        .hasValue(3);
  }

  @Test
  void aCallThatRepeatsOneThatSucceededIsAnother() {
    assertThat(
            value(
                "retry.amplification",
                agent(1),
                llm(2).under(1).at(0, 10),
                llm(3).under(1).at(20, 30)))
        .hasValue(1);
  }

  @Test
  void aCallOfAnotherModelIsNoRetryAndOneAtTheSameTimeNeither() {
    assertThat(
            value(
                "retry.amplification",
                agent(1),
                llm(2).under(1).at(0, 10).failed("429"),
                llm(3).under(1).at(20, 30).model("anthropic", "claude", "stop"),
                tool(4, "search").under(1).at(0, 10).failed("504"),
                tool(5, "search").under(1).at(5, 15)))
        .hasValue(1);
  }

  @Test
  void attemptsThatASpanReportsCount() {
    assertThat(
            value(
                "retry.amplification",
                agent(1),
                llm(2).under(1).attempts(4),
                tool(3, "search").under(1)))
        .hasValue(2.5);
  }

  @Test
  void isAbsentWhereTheRunCalledNothing() {
    assertThat(value("retry.amplification", agent(1))).isEmpty();
  }

  @Test
  void eachDependencySaysItOfItsOwnCallsAlone() {
    List<SpanFixture> spans = new ArrayList<>(List.of(agent(1)));
    for (int call = 0; call < 10; call++) {
      spans.add(tool(10 + call, "good").under(1).at(10L * call, 5));
    }
    for (int attempt = 0; attempt < 5; attempt++) {
      spans.add(tool(30 + attempt, "bad").under(1).at(200 + 10L * attempt, 5).failed("504"));
    }
    spans.add(llm(40).under(1).attempts(3));
    Run run = run(spans.toArray(SpanFixture[]::new));

    assertThat(RunFixture.CATALOGUE.partsOf(run))
        .extracting(
            said -> said.agent().dimension() + " " + said.agent().value(),
            Observation::measurements)
        .containsExactly(
            tuple("model gpt-5-mini", List.of(numbers("retry.amplification", 3, 1))),
            tuple("provider openai", List.of(numbers("retry.amplification", 3, 1))),
            tuple("tool bad", List.of(numbers("retry.amplification", 5, 1))),
            tuple("tool good", List.of(numbers("retry.amplification", 1, 10))));
    assertThat(run.signals()).containsEntry("retry.amplification", 1.5);
  }

  @Test
  void whatFailedCountsForTheModelThatAnsweredAtLast() {
    Run run =
        run(
            agent(1),
            llm(2).under(1).at(0, 10).failed("429").served(""),
            llm(3).under(1).at(20, 30));

    assertThat(run.categories())
        .containsEntry("retry.amplification", "1 2 model gpt-5-mini\n1 2 provider openai");
  }

  @Test
  void moreThanSixteenToolsAreTakenTogether() {
    SpanFixture[] spans = new SpanFixture[31];
    spans[0] = agent(1);
    for (int call = 0; call < 30; call++) {
      spans[call + 1] = tool(10 + call, "Tool%02d".formatted(call)).under(1).at(10L * call, 5);
    }
    assertThat(run(spans).categories().getOrDefault("retry.amplification", "").lines())
        .hasSize(16)
        .contains("1 1 tool Tool14", "15 15 tool __other__");
  }

  @Test
  void windowsKeepThemPerDependencyAndTheRunsForAgentAndVersion() {
    WindowFold fold = new WindowFold(RunFixture.CATALOGUE.foldSettings());
    Run run =
        run(
            agent(1),
            tool(2, "bad").under(1).at(0, 5).failed("504"),
            tool(3, "bad").under(1).at(10, 5).failed("504"),
            tool(4, "good").under(1).at(20, 5),
            llm(5).under(1).at(30, 5));
    RunChange.between(List.of(), List.of(run), RunFixture.CATALOGUE)
        .observations()
        .forEach(fold::add);

    assertThat(fold.drain())
        .filteredOn(partial -> partial.signal().equals("retry.amplification"))
        .extracting(
            partial -> partial.slice().dimension(),
            partial -> partial.slice().value(),
            WindowPartial::count,
            WindowPartial::sum)
        .contains(
            tuple("", "", 1L, run.signals().get("retry.amplification")),
            tuple("tool", "bad", 1L, 2.0),
            tuple("tool", "good", 1L, 1.0),
            tuple("provider", "openai", 1L, 1.0));
  }
}
