package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.CATALOGUE;
import static dev.leeway.signals.catalogue.RunFixture.run;
import static dev.leeway.signals.event.SpanFixture.START_MILLIS;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunCodec;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.Slice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SignalCatalogueTest {
  @Test
  void keepsTheNamesThatWereEverStored() {
    assertThat(CATALOGUE.signals())
        .extracting(Signal::name)
        .contains(
            "run.count",
            "run.outcome",
            "run.duration",
            "complexity.input_tokens",
            "complexity.steps",
            "complexity.tools_used",
            "cost.run",
            "retry.amplification",
            "loop.repeat",
            "grounding.score",
            "grounding.novel_words",
            "grounding.unsupported",
            "grounding.contradiction",
            "grounding.confident_empty",
            "tool.args_ungrounded",
            "grounding.actions_unmatched",
            "loop.stuck",
            "loop.near",
            "loop.cycle",
            "loop.escalation",
            "loop.spend",
            "loop.repeat_output",
            "loop.repeat_code",
            "loop.score",
            "error.repeat",
            "tool.errors",
            "tool.args_rejected",
            "output.format_errors",
            "error.access",
            "timeout.share",
            "cascade.depth",
            "latency.residual",
            "tokens.rate",
            "complexity.input_bytes",
            "complexity.messages",
            "complexity.turns",
            "complexity.media",
            "complexity.script_mix",
            "complexity.tools_offered",
            "complexity.depth",
            "complexity.fan_out",
            "complexity.joint",
            "complexity.documents",
            "complexity.document_bytes",
            "retrieval.empty",
            "rate_limit.share",
            "rate_limit.headroom",
            "rate_limit.nearest",
            "rate_limit.compliance",
            "telemetry.coverage",
            "telemetry.sampled",
            "telemetry.late",
            "answer.self_consistency",
            "answer.diversity",
            "telemetry.unmapped",
            "telemetry.skew",
            "telemetry.overflow",
            "llm.duration",
            "llm.ttft",
            "llm.time_per_token",
            "tool.duration",
            "provider.errors",
            "value.invalid");
  }

  @Test
  void everySignalSaysWhatItMeansAndWhichFailuresItShows() {
    assertThat(CATALOGUE.signals())
        .allSatisfy(signal -> {
          assertThat(signal.about().meaning())
              .as(signal.name())
              .endsWith(".")
              .hasSizeGreaterThan(20);
          assertThat(signal.about().failures()).as(signal.name()).isNotEmpty();
        });
  }

  @Test
  void aSignalThatIsListedTwiceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SignalCatalogue(List.of(new RunCount(), new RunCount()), List.of()))
        .withMessage("signal is listed twice: run.count");
  }

  @Test
  void windowsKeepWhatTheSignalsSay() {
    assertThat(CATALOGUE.foldSettings().distributed())
        .contains("run.outcome", "run.duration", "complexity.input_tokens", "cost.run")
        .doesNotContain("complexity.steps", "loop.repeat");
    assertThat(CATALOGUE.foldSettings().perTool())
        .contains("run.count", "run.outcome", "loop.repeat")
        .doesNotContain("run.duration", "cost.run");
    assertThat(CATALOGUE.foldSettings().perSource())
        .contains("run.outcome", "run.duration", "grounding.score", "grounding.unsupported")
        .contains("source.lag", "tool.duration", "answers.stale", "eval.score")
        .doesNotContain("cost.run", "complexity.steps", "retry.amplification");
    assertThat(CATALOGUE.foldSettings().perWork()).containsExactly("latency.residual");
    // Of a slice alone nobody could say whether its work changed.
    assertThat(CATALOGUE.foldSettings().distributed()).doesNotContain("latency.residual");
  }

  @Test
  void aClosedRunIsOneVectorInTheMinuteOfItsEnd() {
    Run run =
        run(
            agent(1).at(0, 1500),
            llm(2).under(1).at(10, 500).tokens(100, 5).cost(0.25),
            tool(3, "search").under(1).tool("search", 7, 8));
    Observation said = CATALOGUE.observationOf(run).orElseThrow();
    assertThat(said.agent()).isEqualTo(Slice.ofAgent("default", "production", "shop-assistant"));
    assertThat(said.weight()).isOne();
    assertThat(said.atMillis()).isEqualTo(START_MILLIS + 1500);
    assertThat(said.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(said.dimensions())
        .isEqualTo(
            Map.of(
                "version", "1.4.2",
                "replica", "shop-7f9c",
                "cohort", "shop-7f9c\t1.4.2\tagent",
                "operation", "agent",
                "model", "gpt-5-mini",
                "provider", "openai",
                "tool", "search",
                "work", "calls 2, tokens in 1–256, out 1–16"));
    assertThat(said.measurements())
        .doesNotHaveDuplicates()
        .contains(
            Measurement.number("run.count", 1),
            Measurement.category("run.outcome", "OK"),
            Measurement.number("run.duration", 1500),
            Measurement.number("complexity.input_tokens", 100),
            Measurement.number("complexity.steps", 2),
            Measurement.number("complexity.tools_used", 1),
            Measurement.number("complexity.depth", 1),
            Measurement.number("complexity.fan_out", 2),
            Measurement.number("cost.run", 0.25),
            Measurement.number("tokens.rate", 105),
            Measurement.number("retry.amplification", 1),
            Measurement.number("timeout.share", 0),
            Measurement.number("loop.repeat", 1),
            Measurement.number("loop.score", 0),
            Measurement.number("tool.errors", 0));
  }

  @Test
  void theStoredRowSaysTheSameAsTheRunDid() {
    Run run = run(agent(1).at(0, 1501), llm(2).under(1).cost(0.1));
    assertThat(CATALOGUE.observationOf(RunCodec.decode(RunCodec.encode(run))))
        .isEqualTo(CATALOGUE.observationOf(run));
  }

  @Test
  void anOpenWithdrawnOrImpossiblyTimedRunSaysNothing() {
    List<AgentEvent> events = List.of(agent(1).event());
    Run open = RunFixture.at(events, START_MILLIS).getFirst();
    assertThat(CATALOGUE.observationOf(open)).isEmpty();
    assertThat(CATALOGUE.observationOf(run(agent(1)).withdrawn(9))).isEmpty();
    assertThat(CATALOGUE.observationOf(run(agent(1).flagged(EventFlag.TOO_OLD)))).isEmpty();
  }

  @Test
  void aModelCallIsOneVectorInTheMinuteOfItsEnd() {
    assertThat(
            CATALOGUE.observationOf(llm(2).operation("chat").at(10, 500).ttft(100_000_000).event()))
        .contains(
            new Observation(
                Slice.ofAgent("default", "production", "shop-assistant"),
                1,
                START_MILLIS + 500,
                Map.of(
                    "version", "1.4.2",
                    "replica", "shop-7f9c",
                    "operation", "chat",
                    "model", "gpt-5-mini",
                    "provider", "openai"),
                List.of(
                    Measurement.number("llm.duration", 490),
                    Measurement.number("llm.ttft", 100),
                    Measurement.category("provider.errors", "OK")),
                "4bf92f3577b34da6a3ce929d0e0e4736"));
  }

  @Test
  void aSpanWithoutAnySignalSaysNothing() {
    assertThat(CATALOGUE.observationOf(agent(1).event())).isEmpty();
  }
}
