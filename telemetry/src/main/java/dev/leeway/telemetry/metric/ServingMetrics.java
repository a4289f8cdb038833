package dev.leeway.telemetry.metric;

import static dev.leeway.telemetry.metric.CanonicalMetric.metric;
import static dev.leeway.telemetry.metric.MetricSource.named;

import java.util.List;

/**
 * What model servers tell of themselves: vLLM, SGLang, TGI, Triton and TensorRT-LLM by way of the
 * Collector's prometheus receiver, and OpenTelemetry's own server metrics.
 */
final class ServingMetrics {
  private static final String BLOCK_TYPE = "kv_cache_block_type";
  private static final String REQUEST_TYPE = "request_type";

  static final List<CanonicalMetric> ALL =
      List.of(
          metric(
              "serve.queue.depth",
              MetricUnit.REQUESTS,
              named("vllm:num_requests_waiting"),
              named("vllm:num_requests_waiting_by_reason"),
              named("sglang:num_queue_reqs"),
              named("tgi_queue_size"),
              named("nv_inference_pending_request_count"),
              named("nv_trt_llm_request_metrics").when(REQUEST_TYPE, "waiting")),
          metric(
              "serve.queue.time",
              MetricUnit.SECONDS,
              named("vllm:request_queue_time_seconds"),
              named("sglang:queue_time_seconds"),
              named("tgi_request_queue_duration"),
              named("nv_inference_queue_duration_us").in("us")),
          metric(
              "serve.batch.size",
              MetricUnit.REQUESTS,
              named("vllm:num_requests_running"),
              named("sglang:num_running_reqs"),
              named("tgi_batch_current_size"),
              named("tgi_batch_next_size"),
              named("nv_trt_llm_request_metrics").when(REQUEST_TYPE, "active")),
          metric("serve.batch.tokens", MetricUnit.TOKENS, "vllm:iteration_tokens_total"),
          metric("serve.batch.tokens_max", MetricUnit.TOKENS, "tgi_batch_current_max_tokens"),
          metric("serve.inferences", MetricUnit.REQUESTS, "nv_inference_count"),
          metric("serve.executions", MetricUnit.EVENTS, "nv_inference_exec_count"),
          metric(
              "serve.kv.util",
              MetricUnit.RATIO,
              named("vllm:kv_cache_usage_perc"),
              named("vllm:gpu_cache_usage_perc"),
              named("sglang:token_usage"),
              named("nv_trt_llm_kv_cache_block_metrics").when(BLOCK_TYPE, "fraction")),
          metric(
              "serve.preemptions",
              MetricUnit.EVENTS,
              "vllm:num_preemptions_total",
              "sglang:num_retracted_requests_total",
              "sglang:num_retracted_reqs"),
          metric(
              "serve.prefix_cache.queries",
              MetricUnit.TOKENS,
              "vllm:prefix_cache_queries",
              "vllm:gpu_prefix_cache_queries"),
          metric(
              "serve.prefix_cache.hits",
              MetricUnit.TOKENS,
              "vllm:prefix_cache_hits",
              "vllm:gpu_prefix_cache_hits"),
          metric(
              "serve.prefix_cache.hit_rate",
              MetricUnit.RATIO,
              "sglang:cache_hit_rate",
              "vllm:gpu_prefix_cache_hit_rate"),
          metric(
              "serve.ttft",
              MetricUnit.SECONDS,
              "gen_ai.server.time_to_first_token",
              "vllm:time_to_first_token_seconds",
              "sglang:time_to_first_token_seconds"),
          metric(
              "serve.itl",
              MetricUnit.SECONDS,
              "gen_ai.server.time_per_output_token",
              "vllm:inter_token_latency_seconds",
              "vllm:time_per_output_token_seconds",
              "vllm:request_time_per_output_token_seconds",
              "sglang:inter_token_latency_seconds",
              "sglang:time_per_output_token_seconds",
              "tgi_request_mean_time_per_token_duration"),
          metric(
              "serve.e2e",
              MetricUnit.SECONDS,
              named("gen_ai.server.request.duration"),
              named("vllm:e2e_request_latency_seconds"),
              named("sglang:e2e_request_latency_seconds"),
              named("tgi_request_duration"),
              named("nv_inference_request_duration_us").in("us")),
          metric("serve.prefill.time", MetricUnit.SECONDS, "vllm:request_prefill_time_seconds"),
          metric("serve.decode.time", MetricUnit.SECONDS, "vllm:request_decode_time_seconds"),
          metric(
              "serve.inference.time",
              MetricUnit.SECONDS,
              named("vllm:request_inference_time_seconds"),
              named("tgi_request_inference_duration"),
              named("nv_inference_compute_infer_duration_us").in("us")),
          metric(
              "serve.tokens.input",
              MetricUnit.TOKENS,
              "vllm:prompt_tokens_total",
              "sglang:prompt_tokens_total",
              "tgi_request_input_length"),
          metric(
              "serve.tokens.output",
              MetricUnit.TOKENS,
              "vllm:generation_tokens_total",
              "sglang:generation_tokens_total",
              "tgi_request_generated_tokens"),
          metric("serve.throughput", MetricUnit.TOKENS, "sglang:gen_throughput"),
          metric(
              "serve.requests",
              MetricUnit.REQUESTS,
              "vllm:request_success_total",
              "sglang:num_requests_total",
              "tgi_request_count",
              "nv_inference_request_success"),
          metric(
              "serve.failures",
              MetricUnit.REQUESTS,
              "nv_inference_request_failure",
              "tgi_request_failure"),
          metric("serve.cache_config", MetricUnit.EVENTS, "vllm:cache_config_info"));

  private ServingMetrics() {}
}
