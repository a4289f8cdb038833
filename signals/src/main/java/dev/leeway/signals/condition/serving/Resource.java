package dev.leeway.signals.condition.serving;

import dev.leeway.signals.window.Dimensions;

/** Something of a model server that can be used up. */
public enum Resource {
  KV_CACHE("forecast.kv_cache", "serve.kv_util", Dimensions.REPLICA, "KV cache", "in use"),
  GPU_MEMORY("forecast.gpu_memory", "gpu.mem_headroom", Dimensions.GPU, "GPU memory", "in use"),
  QUEUE("forecast.queue", "serve.queue_depth", Dimensions.REPLICA, "queue", "full");

  private final String detector;
  private final String signal;
  private final String dimension;
  private final String words;
  private final String state;

  Resource(String detector, String signal, String dimension, String words, String state) {
    this.detector = detector;
    this.signal = signal;
    this.dimension = dimension;
    this.words = words;
    this.state = state;
  }

  public String detector() {
    return detector;
  }

  public String signal() {
    return signal;
  }

  /** What it is judged for one by one. */
  public String dimension() {
    return dimension;
  }

  /** As it is called in a sentence. */
  public String words() {
    return words;
  }

  /** What a share of it is. */
  String state() {
    return state;
  }

  /** The share in use, of the signal's mean. */
  public double used(double mean, double queueLimit) {
    return switch (this) {
      case KV_CACHE -> mean;
      case GPU_MEMORY -> 1 - mean;
      case QUEUE -> mean / queueLimit;
    };
  }
}
