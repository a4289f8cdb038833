package dev.leeway.signals.window;

import java.util.Map;
import java.util.TreeMap;

/**
 * The part of the traffic that a window or a finding speaks of: environment and agent, and at most
 * one further dimension.
 *
 * @param dimension empty for the agent as a whole, else {@code version}, {@code model}, {@code
 *     provider}, {@code tool}, …
 */
public record Slice(
    String tenantId, String environment, String agent, String dimension, String value) {

  public Slice {
    if (tenantId.isEmpty() || agent.isEmpty()) {
      throw new IllegalArgumentException("slice needs a tenant and an agent");
    }
    if (dimension.isEmpty() != value.isEmpty()) {
      throw new IllegalArgumentException(
          "slice needs both dimension and value or neither: " + dimension + "=" + value);
    }
  }

  public static Slice ofAgent(String tenantId, String environment, String agent) {
    return new Slice(tenantId, environment, agent, "", "");
  }

  public Slice with(String dimension, String value) {
    return new Slice(tenantId, environment, agent, dimension, value);
  }

  /** The agent as a whole, that this is a slice of. */
  public Slice ofWholeAgent() {
    return ofAgent(tenantId, environment, agent);
  }

  public boolean wholeAgent() {
    return dimension.isEmpty();
  }

  /** The slice as sorted key-value pairs, without the tenant: what is hashed and shown. */
  public Map<String, String> pairs() {
    TreeMap<String, String> pairs = new TreeMap<>();
    pairs.put("agent", agent);
    pairs.put("environment", environment);
    if (!dimension.isEmpty()) {
      pairs.put(dimension, value);
    }
    return pairs;
  }

  /** The 16-byte key of {@code signal_windows}: a hash of {@link #pairs()}, stable for ever. */
  public SliceId id() {
    return SliceId.of(pairs());
  }
}
