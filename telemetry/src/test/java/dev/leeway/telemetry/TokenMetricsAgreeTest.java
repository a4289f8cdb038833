package dev.leeway.telemetry;

import static dev.leeway.telemetry.MetricRequests.counter;
import static dev.leeway.telemetry.MetricRequests.histogram;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.telemetry.MetricTotals.Total;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The same usage by every generation and dialect: 1,000 in, of which 300 are cached; 200 out. */
final class TokenMetricsAgreeTest {
  private static final String TYPE = "gen_ai.token.type";
  private static final Map<String, Double> USAGE =
      Map.of("tokens.input", 1_000.0, "tokens.output", 200.0);

  @Test
  void theOldHistogramCountsBySum() {
    assertThat(totals("scope", oldHistogram())).isEqualTo(USAGE);
  }

  @Test
  void theNewCountersCountAsTheyAre() {
    assertThat(totals("scope", newCounters())).isEqualTo(USAGE);
  }

  @Test
  void springsCounterCountsWithoutItsTotal() {
    assertThat(
            totals(
                "",
                counter("gen_ai.client.token.usage", "", 1_000, TYPE, "input"),
                counter("gen_ai.client.token.usage", "", 200, TYPE, "output"),
                counter("gen_ai.client.token.usage", "", 1_200, TYPE, "total")))
        .isEqualTo(USAGE);
  }

  @Test
  void whoSendsBothGenerationsIsCountedOnce() {
    Metric[] both = new Metric[4];
    System.arraycopy(oldHistogram(), 0, both, 0, 2);
    System.arraycopy(newCounters(), 0, both, 2, 2);
    assertThat(totals("scope", both)).isEqualTo(USAGE);
    assertThat(
            MetricRequests.decode(Requests.resource("service.name", "shop"), "scope", both)
                .points())
        .hasSize(4);
  }

  @Test
  void claudeCodeCountsTheCacheApart() {
    String name = "claude_code.token.usage";
    assertThat(
            totals(
                "com.anthropic.claude_code",
                counter(name, "tokens", 600, "type", "input"),
                counter(name, "tokens", 300, "type", "cacheRead"),
                counter(name, "tokens", 100, "type", "cacheCreation"),
                counter(name, "tokens", 200, "type", "output")))
        .isEqualTo(
            Map.of(
                "tokens.input", 1_000.0,
                "tokens.cache_read", 300.0,
                "tokens.cache_write", 100.0,
                "tokens.output", 200.0));
  }

  @Test
  void geminiCliCountsThoughtsApart() {
    String name = "gemini_cli.token.usage";
    assertThat(
            totals(
                "gemini-cli",
                counter(name, "", 1_000, "type", "input"),
                counter(name, "", 300, "type", "cache"),
                counter(name, "", 150, "type", "output"),
                counter(name, "", 50, "type", "thought")))
        .isEqualTo(
            Map.of(
                "tokens.input", 1_000.0,
                "tokens.cache_read", 300.0,
                "tokens.output", 200.0,
                "tokens.reasoning", 50.0));
  }

  private static Metric[] oldHistogram() {
    return new Metric[] {
      histogram("gen_ai.client.token.usage", "{token}", 1_000, 100, 1_000, TYPE, "input"),
      histogram("gen_ai.client.token.usage", "{token}", 200, 100, 1_000, TYPE, "output")
    };
  }

  private static Metric[] newCounters() {
    return new Metric[] {
      counter("gen_ai.client.inference.usage.input_tokens", "{token}", 1_000),
      counter("gen_ai.client.inference.usage.output_tokens", "{token}", 200)
    };
  }

  private static Map<String, Double> totals(String scope, Metric... metrics) {
    Map<String, Double> tokens = new TreeMap<>();
    MetricTotals.of(MetricRequests.points(scope, metrics))
        .forEach((metric, total) -> {
          if (metric.startsWith("tokens.") && !metric.endsWith(".per_call")) {
            tokens.put(metric, sum(total));
          }
        });
    return tokens;
  }

  private static double sum(Total total) {
    return total.sum();
  }
}
