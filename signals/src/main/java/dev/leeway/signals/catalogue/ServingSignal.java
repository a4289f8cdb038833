package dev.leeway.signals.catalogue;

import dev.leeway.signals.serving.GpuMemory;
import dev.leeway.signals.serving.ServingSample;
import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What model servers and GPUs say of themselves, by metrics. */
final class ServingSignal implements PointSignal {
  static final ServingSignal QUEUE_DEPTH =
      new ServingSignal(
          "serve.queue.depth",
          Read.LEVEL,
          of("serve.queue_depth", "Requests waiting", Unit.REQUESTS)
              .worse(Direction.HIGHER_IS_WORSE)
              .judgedBy(Detection.DISTRIBUTION, Detection.FORECAST)
              .means(
                  "Requests that wait in a model server's queue, at each look at it.",
                  FailureMode.SERVING_LIMITS));

  static final ServingSignal BATCH_SIZE =
      new ServingSignal(
          "serve.batch.size",
          Read.LEVEL,
          of("serve.batch_size", "Requests at once", Unit.REQUESTS)
              .judgedBy(Detection.DISTRIBUTION, Detection.RULE)
              .means(
                  "Requests that a model server works on at once, at each look at it. Beyond its "
                      + "knee more of them bring no more throughput.",
                  FailureMode.SERVING_LIMITS));

  static final ServingSignal KV_UTIL =
      new ServingSignal(
          "serve.kv.util",
          Read.LEVEL,
          of("serve.kv_util", "KV cache in use", Unit.SHARE)
              .worse(Direction.HIGHER_IS_WORSE)
              .judgedBy(Detection.DISTRIBUTION, Detection.FORECAST)
              .means(
                  "Share of a model server's KV cache that is in use, at each look at it. Full, it "
                      + "lets requests wait or throws their work away.",
                  FailureMode.SERVING_LIMITS,
                  FailureMode.HARDER_INPUTS));

  static final ServingSignal PREEMPTIONS =
      new ServingSignal(
          "serve.preemptions",
          Read.INCREASE,
          of("serve.preemptions", "Preempted requests", Unit.REQUESTS)
              .worse(Direction.HIGHER_IS_WORSE)
              .judgedBy(Detection.RULE)
              .means(
                  "Requests whose KV cache a model server took away and has to compute again; what "
                      + "a window holds together is how many.",
                  FailureMode.SERVING_LIMITS));

  static final ServingSignal TOKENS =
      new ServingSignal(
          "serve.tokens.output",
          Read.INCREASE,
          of("serve.tokens", "Tokens generated", Unit.TOKENS)
              .worse(Direction.LOWER_IS_WORSE)
              .means(
                  "Tokens that a model server generated; what a window holds together is its "
                      + "throughput.",
                  FailureMode.SERVING_LIMITS));

  static final ServingSignal QUEUE_TIME =
      new ServingSignal("serve.queue.time", Read.VALUES, QueueTime.SIGNAL);

  static final ServingSignal GPU_MEM_USED =
      new ServingSignal(
          GpuMemory.USED,
          Read.LEVEL,
          of("gpu.mem_used", "GPU memory in use", Unit.BYTES)
              .worse(Direction.HIGHER_IS_WORSE)
              .judgedBy(Detection.DISTRIBUTION)
              .means(
                  "Bytes of a GPU's memory that are in use, at each look at it.",
                  FailureMode.SERVING_LIMITS));

  static final ServingSignal GPU_MEM_HEADROOM =
      new ServingSignal(
          GpuMemory.HEADROOM,
          Read.LEVEL,
          of("gpu.mem_headroom", "GPU memory left", Unit.SHARE)
              .worse(Direction.LOWER_IS_WORSE)
              .judgedBy(Detection.FORECAST)
              .means(
                  "Share of a GPU's memory that is free, at each look at it. Absent where only what "
                      + "is in use is told.",
                  FailureMode.SERVING_LIMITS));

  /** Longer stretches of counting belong to no minute. */
  private static final long STRETCH_MILLIS_MAX = 5 * 60_000;

  private static final long MINUTE = 60_000;
  private static final double MILLIS_PER_SECOND = 1_000;

  private final String metric;
  private final Read read;
  private final Signal signal;

  /** Which part of a point is the signal. */
  private enum Read {
    LEVEL,
    INCREASE,
    VALUES
  }

  private ServingSignal(String metric, Read read, Signal signal) {
    this.metric = metric;
    this.read = read;
    this.signal = signal;
  }

  private static Signal of(String name, String displayName, Unit unit) {
    return Signal.numeric(name, displayName, unit, Signal.Scope.POINT);
  }

  @Override
  public Signal signal() {
    return signal;
  }

  @Override
  public String metric() {
    return metric;
  }

  @Override
  public List<Observation> observed(ServingSample sample) {
    return switch (read) {
      case LEVEL -> sample.level() ? at(sample, sample.value()) : values(sample);
      case INCREASE -> sample.level() ? at(sample, sample.value()) : spread(sample);
      case VALUES -> values(sample);
    };
  }

  private List<Observation> at(ServingSample sample, double value) {
    return List.of(observation(sample, sample.atMillis(), List.of(measured(value, 1))));
  }

  /** An increase over the minutes that it was counted in, in whole parts that add up to it. */
  private List<Observation> spread(ServingSample sample) {
    long from = sample.startMillis();
    long to = sample.atMillis();
    if (!(sample.value() >= 0) || from >= to || to - from > STRETCH_MILLIS_MAX) {
      return List.of();
    }
    List<Observation> parts = new ArrayList<>();
    double told = 0;
    for (long at = from; at < to; ) {
      long end = Math.min(to, (Math.floorDiv(at, MINUTE) + 1) * MINUTE);
      double until = Math.rint(sample.value() * (end - from) / (to - from));
      parts.add(observation(sample, at, List.of(measured(until - told, 1))));
      told = until;
      at = end;
    }
    return parts;
  }

  private List<Observation> values(ServingSample sample) {
    List<Measurement> measurements = new ArrayList<>();
    double factor = signal.unit() == Unit.MILLISECONDS ? MILLIS_PER_SECOND : 1;
    if (sample.zeros() > 0) {
      measurements.add(measured(0, sample.zeros()));
    }
    for (Map.Entry<Integer, Long> bucket : sample.buckets().entrySet()) {
      if (bucket.getValue() > 0) {
        measurements.add(measured(Buckets.valueOf(bucket.getKey()) * factor, bucket.getValue()));
      }
    }
    return measurements.isEmpty()
        ? List.of()
        : List.of(observation(sample, sample.atMillis(), measurements));
  }

  private static Observation observation(
      ServingSample sample, long atMillis, List<Measurement> measurements) {
    return new Observation(sample.owner(), 1, atMillis, sample.dimensions(), measurements, "");
  }
}
