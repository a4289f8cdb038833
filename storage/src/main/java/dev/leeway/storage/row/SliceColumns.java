package dev.leeway.storage.row;

import dev.leeway.signals.window.Slice;
import java.util.HashMap;
import java.util.Map;

/** Reads a slice from the pairs that rows keep of it. */
public final class SliceColumns {
  private SliceColumns() {}

  /** What is neither agent nor environment is the dimension; there is one at most. */
  public static Slice slice(String tenantId, Map<String, String> pairs) {
    Map<String, String> further = new HashMap<>(pairs);
    String agent = further.remove("agent");
    String environment = further.remove("environment");
    if (agent == null || environment == null || further.size() > 1) {
      throw new IllegalStateException("expected agent, environment and one more, came " + pairs);
    }
    Slice whole = Slice.ofAgent(tenantId, environment, agent);
    return further.entrySet().stream()
        .findFirst()
        .map(dimension -> whole.with(dimension.getKey(), dimension.getValue()))
        .orElse(whole);
  }
}
