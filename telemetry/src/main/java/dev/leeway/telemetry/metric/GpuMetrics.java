package dev.leeway.telemetry.metric;

import static dev.leeway.telemetry.metric.CanonicalMetric.metric;
import static dev.leeway.telemetry.metric.MetricSource.named;

import java.util.List;

/**
 * What is told of GPUs: by NVIDIA's DCGM exporter, Triton, and OpenTelemetry's hardware metrics.
 */
final class GpuMetrics {
  static final List<CanonicalMetric> ALL =
      List.of(
          metric(
              "gpu.mem.used",
              MetricUnit.BYTES,
              named("hw.gpu.memory.usage"),
              named("DCGM_FI_DEV_FB_USED").in("MiBy"),
              named("nv_gpu_memory_used_bytes")),
          metric("gpu.mem.free", MetricUnit.BYTES, named("DCGM_FI_DEV_FB_FREE").in("MiBy")),
          metric(
              "gpu.mem.total",
              MetricUnit.BYTES,
              named("hw.gpu.memory.limit"),
              named("DCGM_FI_DEV_FB_TOTAL").in("MiBy"),
              named("nv_gpu_memory_total_bytes")),
          metric("gpu.mem.util", MetricUnit.RATIO, "hw.gpu.memory.utilization"),
          metric(
              "gpu.util",
              MetricUnit.RATIO,
              named("hw.gpu.utilization"),
              named("DCGM_FI_DEV_GPU_UTIL").in("%"),
              named("nv_gpu_utilization")),
          metric("gpu.xid_errors", MetricUnit.EVENTS, "DCGM_FI_DEV_XID_ERRORS"),
          metric("gpu.power", MetricUnit.WATTS, "DCGM_FI_DEV_POWER_USAGE", "nv_gpu_power_usage"),
          metric("gpu.temperature", MetricUnit.CELSIUS, "DCGM_FI_DEV_GPU_TEMP"),
          metric(
              "gpu.energy",
              MetricUnit.JOULES,
              named("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION").in("mJ"),
              named("nv_energy_consumption")));

  private GpuMetrics() {}
}
