package dev.leeway.signals.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.FactSink;
import dev.leeway.signals.event.SpanFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RateLimitFactsTest {

  @Test
  void readsWhatOpenAiAndAzureWrite() {
    assertThat(
            read(
                Map.of(
                    "http.response.header.x-ratelimit-remaining-requests", "[\"120\"]",
                    "http.response.header.x-ratelimit-limit-requests", "[\"500\"]",
                    "http.response.header.x_ratelimit_remaining_tokens", "9000",
                    "http.response.header.x_ratelimit_limit_tokens", "30000",
                    "http.response.header.retry-after-ms", "[\"1500\"]")))
        .containsOnly(
            Map.entry(RateLimitFacts.REQUESTS_LEFT, 120.0),
            Map.entry(RateLimitFacts.REQUESTS_MAX, 500.0),
            Map.entry(RateLimitFacts.TOKENS_LEFT, 9_000.0),
            Map.entry(RateLimitFacts.TOKENS_MAX, 30_000.0),
            Map.entry(RateLimitFacts.RETRY_AFTER, 1.5));
  }

  @Test
  void ofSeveralKindsOfTokensTheScarcestCounts() {
    assertThat(
            read(
                Map.of(
                    "http.response.header.anthropic-ratelimit-input-tokens-remaining", "[\"90\"]",
                    "http.response.header.anthropic-ratelimit-input-tokens-limit", "[\"100\"]",
                    "http.response.header.anthropic-ratelimit-output-tokens-remaining", "[\"2\"]",
                    "http.response.header.anthropic-ratelimit-output-tokens-limit", "[\"40\"]")))
        .containsOnly(
            Map.entry(RateLimitFacts.TOKENS_LEFT, 2.0), Map.entry(RateLimitFacts.TOKENS_MAX, 40.0));
  }

  @Test
  void retryAfterMayBeADate() {
    // The fixture's span ends at 2026-11-02T10:00:01Z.
    long end = SpanFixture.llm(1).event().endMillis();
    assertThat(end).isEqualTo(1_793_613_601_000L);
    assertThat(
            read(Map.of("http.response.header.retry-after", "[\"Mon, 02 Nov 2026 10:00:31 GMT\"]")))
        .containsOnly(Map.entry(RateLimitFacts.RETRY_AFTER, 30.0));
  }

  @Test
  void whatIsNoNumberSaysNothing() {
    assertThat(
            read(
                Map.of(
                    "http.response.header.retry-after", "[\"soon\"]",
                    "http.response.header.x-ratelimit-remaining-requests", "[\"-1\"]",
                    "http.response.header.x-ratelimit-limit-requests", "[\"NaN\"]",
                    "http.request.header.retry-after", "5")))
        .isEmpty();
  }

  private static Map<String, Double> read(Map<String, String> attributes) {
    AgentEvent e = SpanFixture.llm(1).event();
    AgentEvent span =
        new AgentEvent(
            e.source(),
            e.traceId(),
            e.spanId(),
            e.parentSpanId(),
            e.name(),
            e.kind(),
            e.operation(),
            e.convention(),
            e.scopeName(),
            e.startNanos(),
            e.endNanos(),
            e.status(),
            e.errorType(),
            e.httpStatus(),
            e.attempts(),
            e.model(),
            e.usage(),
            e.tool(),
            e.dataSourceId(),
            e.conversationId(),
            e.userIdHash(),
            e.contents(),
            e.flags(),
            e.appendMillis(),
            e.facts(),
            attributes,
            Map.of());
    FactSink sink = new FactSink();
    new RateLimitFacts().read(span, List.of(), sink);
    return sink.facts().numbers();
  }
}
