package dev.leeway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.ModelCall;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.event.Usage;
import org.junit.jupiter.api.Test;

/** Bare keys mean something on spans of their dialect and nothing on those of strangers. */
final class OwnKeysTest {
  @Test
  void bareKeysOfAStrangerAreNothingButAttributes() {
    AgentEvent event =
        Requests.map(
                Requests.span(
                    "rent",
                    "model",
                    "Tesla",
                    "input_tokens",
                    7,
                    "success",
                    "false",
                    "output",
                    "keys handed over",
                    "span.type",
                    "tool"))
            .event();
    assertThat(event.kind()).isEqualTo(EventKind.OTHER);
    assertThat(event.convention()).isEqualTo(Convention.UNKNOWN);
    assertThat(event.model()).isEqualTo(ModelCall.NONE);
    assertThat(event.usage()).isEqualTo(Usage.NONE);
    assertThat(event.status()).isEqualTo(SpanStatus.UNSET);
    assertThat(event.attributes())
        .containsEntry("model", "Tesla")
        .containsEntry("output", "keys handed over");
  }

  @Test
  void theSameKeysOfTheDialectAreFieldsAndPayload() {
    AgentEvent event =
        Requests.map(
                Requests.span(
                    "claude_code.llm_request",
                    "model",
                    "claude-sonnet-5",
                    "input_tokens",
                    7,
                    "success",
                    "false",
                    "response.model_output",
                    "Hello"))
            .event();
    assertThat(event.kind()).isEqualTo(EventKind.LLM);
    assertThat(event.model().model()).isEqualTo("claude-sonnet-5");
    assertThat(event.status()).isEqualTo(SpanStatus.ERROR);
    assertThat(event.contents()).hasSize(1);
    assertThat(event.attributes()).doesNotContainKey("response.model_output");
  }

  @Test
  void spansThatOnlyAnnounceOthersAreCountedAndPassedOver() {
    byte[] request =
        Requests.request(
            Requests.span("agent run", "logfire.span_type", "pending_span"),
            Requests.span("execute_tool (merged tools)", "gen_ai.operation.name", "execute_tool"),
            Requests.span("agent run", "logfire.span_type", "span", "agent_name", "qa"));
    DecodedBatch batch = Requests.decoder().decode("acme", request, Requests.APPEND_MILLIS);
    assertThat(batch.spans()).hasSize(1);
    assertThat(batch.placeholders()).isEqualTo(2);
    assertThat(batch.spansSeen()).isEqualTo(3);
  }
}
