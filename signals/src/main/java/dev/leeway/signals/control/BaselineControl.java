package dev.leeway.signals.control;

import dev.leeway.signals.drift.BaselineOrder;
import dev.leeway.signals.window.Slice;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a person's word on what is normal travels through the compacted topic of controls: the last
 * one about a signal of a slice stays.
 */
public final class BaselineControl {
  public static final String KIND = "baseline";

  private static final int FORMAT = 1;

  private BaselineControl() {}

  /** The key of its record in the topic of controls. */
  public static String key(BaselineOrder order) {
    return String.join(
        "/", order.slice().tenantId(), KIND, order.slice().id().toString(), order.signal());
  }

  /** The value of its record. */
  public static String json(BaselineOrder order) {
    Slice slice = order.slice();
    return "{\"format\":%d,\"kind\":\"%s\",\"at\":%d,\"from\":%d,\"to\":%d,\"zeros\":%d"
            .formatted(
                FORMAT, KIND, order.atMillis(), order.fromMillis(), order.toMillis(), order.zeros())
        + member("order", order.kind().name())
        + member("tenantId", slice.tenantId())
        + member("environment", slice.environment())
        + member("agent", slice.agent())
        + member("dimension", slice.dimension())
        + member("value", slice.value())
        + member("signal", order.signal())
        + member("buckets", text(order.buckets()))
        + member("author", order.author())
        + "}";
  }

  /** Reads what {@link #json} wrote; empty where it is another kind of control, or none. */
  public static Optional<BaselineOrder> parse(String json) {
    return FlatJson.read(json).flatMap(BaselineControl::read);
  }

  private static Optional<BaselineOrder> read(Map<String, String> members) {
    if (!KIND.equals(members.get("kind"))) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new BaselineOrder(
              BaselineOrder.Kind.valueOf(members.getOrDefault("order", "")),
              new Slice(
                  members.getOrDefault("tenantId", ""),
                  members.getOrDefault("environment", ""),
                  members.getOrDefault("agent", ""),
                  members.getOrDefault("dimension", ""),
                  members.getOrDefault("value", "")),
              members.getOrDefault("signal", ""),
              number(members, "at"),
              number(members, "from"),
              number(members, "to"),
              buckets(members.getOrDefault("buckets", "")),
              number(members, "zeros"),
              members.getOrDefault("author", "")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String text(Map<Integer, Long> buckets) {
    return new TreeMap<>(buckets)
        .entrySet().stream()
            .map(bucket -> bucket.getKey() + ":" + bucket.getValue())
            .collect(Collectors.joining(" "));
  }

  private static Map<Integer, Long> buckets(String text) {
    Map<Integer, Long> buckets = new HashMap<>();
    for (String bucket : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
      int colon = bucket.indexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException("expected index:count, came " + bucket);
      }
      buckets.put(
          Integer.parseInt(bucket.substring(0, colon)),
          Long.parseLong(bucket.substring(colon + 1)));
    }
    return buckets;
  }

  private static long number(Map<String, String> members, String name) {
    return Long.parseLong(members.getOrDefault(name, "0"));
  }

  private static String member(String name, String value) {
    return ",\"" + name + "\":" + FlatJson.quoted(value);
  }
}
