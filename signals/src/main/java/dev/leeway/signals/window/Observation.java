package dev.leeway.signals.window;

import java.util.List;
import java.util.Map;

/**
 * What one run, or one span, says at one time: a vector of measured values for an agent and its
 * further dimensions. It is folded into one-minute windows.
 *
 * @param agent the agent that says it, with {@code dimensions} its further slices; or one slice of
 *     an agent that alone says it, as a tool says how often it was called
 * @param weight 1 to add it, -1 to take back what a corrected run had said before
 * @param atMillis event time that decides the minute
 * @param dimensions further slice dimensions, each of which is a slice of its own; {@link
 *     Dimensions#TOOL} and {@link Dimensions#DATA_SOURCE} hold several values by {@link
 *     Dimensions#join}
 * @param traceId 32 hexadecimal digits, for exemplars
 * @param conversation that it is a turn of, as a hash; empty where none is known
 */
public record Observation(
    Slice agent,
    int weight,
    long atMillis,
    Map<String, String> dimensions,
    List<Measurement> measurements,
    String traceId,
    String conversation) {

  public Observation {
    if (weight != 1 && weight != -1) {
      throw new IllegalArgumentException("weight must be 1 or -1: " + weight);
    }
    dimensions = Map.copyOf(dimensions);
    measurements = List.copyOf(measurements);
  }

  /** An observation of no conversation that is known. */
  public Observation(
      Slice agent,
      int weight,
      long atMillis,
      Map<String, String> dimensions,
      List<Measurement> measurements,
      String traceId) {
    this(agent, weight, atMillis, dimensions, measurements, traceId, "");
  }

  /** Of the same run or span, saying something else. */
  public Observation saying(List<Measurement> others) {
    return new Observation(agent, weight, atMillis, dimensions, others, traceId, conversation);
  }

  /** The same observation, taken back. */
  public Observation retracted() {
    return new Observation(
        agent, -weight, atMillis, dimensions, measurements, traceId, conversation);
  }
}
