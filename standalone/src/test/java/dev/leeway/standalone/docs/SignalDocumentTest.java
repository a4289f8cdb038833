package dev.leeway.standalone.docs;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.catalogue.SignalCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The document on signals is the catalogue's, and not written by hand. */
final class SignalDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "signals.md");

  /**
   * Judged signals that no scenario fires, or that none nearly does, and why. It may only get
   * shorter.
   */
  private static final Map<String, String> WITHOUT_STORY =
      Map.ofEntries(
          entry("loop.stuck", "of a tool that reads, this is what loop.repeat counts and tells"),
          entry("loop.score", "told as the outcome LOOPED, which every-outcome has both ways"));

  /**
   * The rows of what is to be measured, each with the signals and verdicts that are there for it.
   */
  private static final List<List<String>> ROWS =
      List.of(
          List.of("run.count", "run.rate"),
          List.of("run.outcome"),
          List.of(
              "run.duration",
              "llm.duration",
              "llm.ttft",
              "llm.time_per_token",
              "tool.duration",
              "queue.time"),
          List.of("latency.residual"),
          List.of("retry.amplification"),
          List.of("timeout.share", "cascade.depth", "cascade.origin"),
          List.of(
              "complexity.input_tokens",
              "complexity.input_bytes",
              "complexity.messages",
              "complexity.turns",
              "complexity.documents",
              "complexity.document_bytes",
              "complexity.tools_offered",
              "complexity.tools_used",
              "complexity.steps",
              "complexity.depth",
              "complexity.fan_out",
              "complexity.media",
              "complexity.media_tokens",
              "complexity.script_mix",
              "complexity.joint"),
          List.of("complexity.tail_share"),
          List.of("capacity.headroom"),
          List.of("contract.violation"),
          List.of("contract.shift"),
          List.of("tool.args_invalid"),
          List.of("model.mix", "model.silent_change", "model.substituted", "model.fingerprint"),
          List.of("version.compare"),
          List.of("source.lag", "source.interval", "source.volume", "source.nulls"),
          List.of("answers.stale"),
          List.of("retrieval.empty", "retrieval.top_score", "retrieval.doc_age"),
          List.of(
              "serve.queue_depth",
              "serve.batch_size",
              "serve.kv_util",
              "serve.preemptions",
              "gpu.mem_used",
              "gpu.mem_headroom"),
          List.of("rate_limit.share", "rate_limit.headroom", "rate_limit.compliance"),
          List.of("provider.errors", "provider.latency", "provider.overflow"),
          List.of("grounding.score"),
          List.of("grounding.unsupported", "grounding.contradiction", "grounding.confident_empty"),
          List.of("tool.args_ungrounded"),
          List.of("user.correction", "user.feedback", "eval.score", "eval.verdict"),
          List.of("answer.self_consistency", "answer.diversity"),
          List.of("loop.repeat", "loop.cycle", "loop.escalation", "loop.spend"),
          List.of("cost.run", "cost.rate", "tokens.rate"),
          List.of("replica.divergence", "value.invalid"),
          List.of("agent.silent"),
          List.of("leeway.lag"),
          List.of(
              "telemetry.coverage",
              "telemetry.late",
              "telemetry.unmapped",
              "telemetry.skew",
              "telemetry.overflow"));

  private final List<SignalProof> proofs = SignalProof.all(SignalCatalogue.standard());

  /** With {@code -Dleeway.docs=write} it writes the document instead. */
  @Test
  void saysWhatTheCatalogueAndTheScenariosSay() throws IOException {
    String document = SignalDocument.of(SignalCatalogue.standard());
    if ("write".equals(System.getProperty("leeway.docs"))) {
      Files.writeString(DOCUMENT, document);
    }
    assertThat(Files.readString(DOCUMENT))
        .as("run this test with -Dleeway.docs=write to write docs/signals.md anew")
        .isEqualTo(document);
  }

  @Test
  void everyRowOfWhatIsToBeMeasuredHasItsSignals() {
    List<String> there = names(proof -> true);
    assertThat(ROWS.stream().flatMap(List::stream)).isSubsetOf(there);
  }

  @Test
  void everySignalHasCodeATestAndAPlaceOnAPage() {
    assertThat(names(proof -> proof.code().isEmpty())).as("no class").isEmpty();
    assertThat(names(proof -> proof.test().isEmpty())).as("no test").isEmpty();
    assertThat(names(proof -> proof.places().isEmpty())).as("no place").isEmpty();
  }

  @Test
  void everySignalThatIsJudgedFiresInAScenarioAndStaysQuietInANearMiss() {
    List<String> without =
        names(proof -> proof.judged() && (proof.fires().isEmpty() || proof.quiet().isEmpty()));

    assertThat(without)
        .as("write a scenario; what has one now leaves the list of exceptions")
        .containsExactlyInAnyOrderElementsOf(WITHOUT_STORY.keySet());
  }

  private List<String> names(Predicate<SignalProof> condition) {
    return proofs.stream().filter(condition).map(SignalProof::name).toList();
  }
}
