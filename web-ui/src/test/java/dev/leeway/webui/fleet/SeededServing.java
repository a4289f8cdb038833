package dev.leeway.webui.fleet;

import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.serving.ServingSample;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Six hours of two replicas of a model server and two GPUs: one replica's KV cache fills, its load
 * has gone beyond its knee and back, and one GPU's memory leaks slowly.
 */
final class SeededServing {
  static final String OWNER = "vllm";
  static final String FILLING = "vllm-0:8000";
  static final String STEADY = "vllm-1:8000";
  private static final String CARDS = "dcgm-exporter";
  private static final double MEMORY = 80.0 * (1 << 30);
  private static final Duration LONG = Duration.ofHours(6);
  private static final double KNEE = 24;

  private final SignalCatalogue catalogue = SignalCatalogue.standard();
  private final SplittableRandom random = new SplittableRandom(11);
  private final Consumer<Observation> out;

  private SeededServing(Consumer<Observation> out) {
    this.out = out;
  }

  static void until(Instant now, Consumer<Observation> out) {
    SeededServing serving = new SeededServing(out);
    long minutes = LONG.toMinutes();
    for (long ago = minutes; ago > 0; ago--) {
      serving.minute(now.minus(Duration.ofMinutes(ago)).toEpochMilli(), ago);
    }
  }

  private void minute(long at, long ago) {
    double wave = 16 + 20 * Math.sin(ago / 40.0);
    double batch = Math.max(1, wave + random.nextDouble(-2, 2));
    double filling = ago < 45 ? 0.38 + 0.0105 * (45 - ago) : 0.38;
    server(FILLING, at, batch, filling + random.nextDouble(-0.02, 0.02));
    server(STEADY, at, batch / 2, 0.55 + random.nextDouble(-0.05, 0.05));
    card("GPU-8d1f", at, 0.62 + 0.0002 * (360 - ago) + random.nextDouble(-0.002, 0.002));
    card("GPU-77aa", at, 0.91 + random.nextDouble(-0.001, 0.001));
  }

  private void server(String replica, long at, double batch, double kv) {
    double waiting = Math.max(0, batch - KNEE) * 0.8;
    double tokens = 60 * 38 * Math.min(batch, KNEE) * random.nextDouble(0.95, 1.05);
    level(OWNER, Dimensions.REPLICA, replica, "serve.batch.size", at, Math.rint(batch));
    level(OWNER, Dimensions.REPLICA, replica, "serve.queue.depth", at, Math.rint(waiting));
    level(OWNER, Dimensions.REPLICA, replica, "serve.kv.util", at, kv);
    increase(replica, "serve.tokens.output", at, Math.rint(tokens));
    increase(replica, "serve.preemptions", at, kv > 0.8 ? 2 : 0);
  }

  private void card(String uuid, long at, double used) {
    level(CARDS, Dimensions.GPU, uuid, "gpu.mem.used", at, used * MEMORY);
    level(CARDS, Dimensions.GPU, uuid, "gpu.mem.headroom", at, 1 - used);
  }

  private void level(
      String owner, String dimension, String value, String metric, long at, double level) {
    tell(owner, dimension, value, metric, true, 0, at, level);
  }

  private void increase(String replica, String metric, long at, double by) {
    tell(OWNER, Dimensions.REPLICA, replica, metric, false, at - 1_000, at, by);
  }

  private void tell(
      String owner,
      String dimension,
      String value,
      String metric,
      boolean level,
      long from,
      long at,
      double number) {
    catalogue
        .observationsOf(
            new ServingSample(
                Slice.ofAgent("default", "production", owner),
                Map.of(dimension, value),
                metric,
                level,
                from,
                at,
                number,
                Map.of(),
                0))
        .forEach(out);
  }
}
