package dev.leeway.telemetry;

import static dev.leeway.telemetry.MetricRequests.counter;
import static dev.leeway.telemetry.MetricRequests.gauge;
import static dev.leeway.telemetry.MetricRequests.histogram;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.metric.MetricPoint;
import dev.leeway.signals.metric.Reading;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Model servers and GPUs as the Collector's prometheus receiver hands them on. */
final class ServingMetricsTest {
  private static final String SCOPE =
      "github.com/open-telemetry/opentelemetry-collector-contrib/receiver/prometheusreceiver";

  static List<Arguments> samples() {
    return List.of(
        // vLLM: colons, or underscores from older exporters; with and without _total.
        sample("serve.queue.depth", "{request}", 7, vllmGauge("vllm:num_requests_waiting", 7)),
        sample("serve.queue.depth", "{request}", 7, vllmGauge("vllm_num_requests_waiting", 7)),
        sample("serve.batch.size", "{request}", 31, vllmGauge("vllm:num_requests_running", 31)),
        sample("serve.kv.util", "1", 0.83, vllmGauge("vllm:kv_cache_usage_perc", 0.83)),
        sample("serve.kv.util", "1", 0.83, vllmGauge("vllm:gpu_cache_usage_perc", 0.83)),
        sample("serve.preemptions", "{event}", 4, vllm("vllm:num_preemptions_total", 4)),
        sample("serve.preemptions", "{event}", 4, vllm("vllm:num_preemptions", 4)),
        sample("serve.prefix_cache.queries", "{token}", 90, vllm("vllm:prefix_cache_queries", 90)),
        sample("serve.prefix_cache.hits", "{token}", 9, vllm("vllm:prefix_cache_hits_total", 9)),
        sample("serve.tokens.input", "{token}", 5_000, vllm("vllm:prompt_tokens_total", 5_000)),
        sample("serve.tokens.output", "{token}", 800, vllm("vllm:generation_tokens", 800)),
        sample("serve.requests", "{request}", 12, vllm("vllm:request_success_total", 12)),
        sample("serve.ttft", "s", 1.5, vllmHistogram("vllm:time_to_first_token_seconds")),
        sample("serve.ttft", "s", 1.5, vllmHistogram("vllm:time_to_first_token")),
        sample("serve.itl", "s", 1.5, vllmHistogram("vllm:inter_token_latency_seconds")),
        sample("serve.e2e", "s", 1.5, vllmHistogram("vllm:e2e_request_latency_seconds")),
        sample("serve.queue.time", "s", 1.5, vllmHistogram("vllm:request_queue_time_seconds")),
        sample("serve.batch.tokens", "{token}", 1.5, vllmHistogram("vllm:iteration_tokens_total")),
        // SGLang.
        sample("serve.queue.depth", "{request}", 3, gauge("sglang:num_queue_reqs", "", 3)),
        sample("serve.batch.size", "{request}", 8, gauge("sglang:num_running_reqs", "", 8)),
        sample("serve.kv.util", "1", 0.4, gauge("sglang:token_usage", "", 0.4)),
        sample("serve.prefix_cache.hit_rate", "1", 0.2, gauge("sglang:cache_hit_rate", "", 0.2)),
        sample(
            "serve.preemptions",
            "{event}",
            2,
            counter("sglang:num_retracted_requests_total", "", 2)),
        // TGI.
        sample("serve.queue.depth", "{request}", 5, gauge("tgi_queue_size", "", 5)),
        sample("serve.batch.size", "{request}", 6, gauge("tgi_batch_current_size", "", 6)),
        sample("serve.e2e", "s", 1.5, histogram("tgi_request_duration", "", 1.5, 1, 2)),
        sample(
            "serve.tokens.output",
            "{token}",
            40,
            histogram("tgi_request_generated_tokens", "", 40, 16, 64)),
        // Triton counts microseconds.
        sample("serve.queue.time", "s", 2.5, counter("nv_inference_queue_duration_us", "", 2.5e6)),
        sample("serve.e2e", "s", 4, counter("nv_inference_request_duration_us", "us", 4e6)),
        sample(
            "serve.queue.depth",
            "{request}",
            9,
            gauge("nv_inference_pending_request_count", "", 9)),
        sample(
            "serve.kv.util",
            "1",
            0.7,
            gauge("nv_trt_llm_kv_cache_block_metrics", "", 0.7, "kv_cache_block_type", "fraction")),
        // GPUs: DCGM in MiB, percent and millijoules; Triton and hw.* in base units.
        sample("gpu.mem.used", "By", 71_680.0 * 1_048_576, gpu("DCGM_FI_DEV_FB_USED", 71_680)),
        sample("gpu.mem.free", "By", 1_048_576, gpu("DCGM_FI_DEV_FB_FREE", 1)),
        sample("gpu.util", "1", 0.98, gpu("DCGM_FI_DEV_GPU_UTIL", 98)),
        sample("gpu.temperature", "Cel", 61, gpu("DCGM_FI_DEV_GPU_TEMP", 61)),
        sample("gpu.power", "W", 402.5, gpu("DCGM_FI_DEV_POWER_USAGE", 402.5)),
        sample("gpu.xid_errors", "{event}", 79, gpu("DCGM_FI_DEV_XID_ERRORS", 79)),
        sample("gpu.energy", "J", 12, counter("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", "", 12_000)),
        sample("gpu.mem.used", "By", 5e9, gauge("nv_gpu_memory_used_bytes", "", 5e9)),
        sample("gpu.mem.total", "By", 8e10, gauge("hw.gpu.memory.limit", "By", 8e10)),
        sample("gpu.util", "1", 0.5, gauge("nv_gpu_utilization", "", 0.5)),
        sample("gpu.util", "1", 0.5, gauge("hw.gpu.utilization", "1", 0.5)),
        // OpenTelemetry's own server metrics, and its client's by way of Prometheus.
        sample(
            "serve.ttft", "s", 1.5, histogram("gen_ai.server.time_to_first_token", "s", 1.5, 1, 2)),
        sample(
            "llm.duration",
            "s",
            1.5,
            histogram(
                "gen_ai_client_operation_duration_seconds",
                "",
                1.5,
                1,
                2,
                "gen_ai.operation.name",
                "chat")));
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("samples")
  void isReadInItsUnit(String metric, String unit, double value, Metric sent) {
    MetricPoint point = only(sent);
    assertThat(point.series().readings()).extracting(Reading::metric).containsExactly(metric);
    assertThat(point.series().unit()).isEqualTo(unit);
    assertThat(point.totals().sum() * point.series().factor())
        .isCloseTo(value, Percentage.withPercentage(1e-9));
    assertThat(point.series().source().serviceName()).isEqualTo("vllm-llama");
    assertThat(point.series().source().serviceInstanceId()).isEqualTo("10.0.3.7:8000");
    assertThat(point.series().source().agentName()).isEqualTo("vllm-llama");
  }

  private static MetricPoint only(Metric sent) {
    DecodedMetrics decoded = MetricRequests.decode(scraped(), SCOPE, sent);
    assertThat(decoded.points()).hasSize(1);
    assertThat(decoded.unknownNames()).isEmpty();
    return decoded.points().get(0);
  }

  private static Resource scraped() {
    return Requests.resource(
        "service.name",
        "vllm-llama",
        "service.instance.id",
        "10.0.3.7:8000",
        "server.address",
        "10.0.3.7",
        "server.port",
        "8000",
        "url.scheme",
        "http");
  }

  private static Arguments sample(String metric, String unit, double value, Metric sent) {
    return Arguments.of(metric, unit, value, sent);
  }

  private static Metric vllmGauge(String name, double value) {
    return gauge(name, "", value, "model_name", "llama-3-70b", "engine", "0");
  }

  private static Metric vllm(String name, double value) {
    return counter(name, "", value, "model_name", "llama-3-70b", "engine", "0");
  }

  private static Metric vllmHistogram(String name) {
    return histogram(name, "", 1.5, 1, 2, "model_name", "llama-3-70b", "engine", "0");
  }

  private static Metric gpu(String name, double value) {
    return gauge(
        name, "", value, "gpu", "0", "UUID", "GPU-6ba7b810", "modelName", "NVIDIA H100 80GB HBM3");
  }
}
