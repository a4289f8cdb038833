package dev.leeway.signals.fact;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.FactSink;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.window.Dimensions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The attributes that a team tells its traffic apart by, as texts named {@value #PREFIX} and the
 * attribute: the span's own, else its resource's. What isn't stored as an attribute (user ids,
 * payload) can't be one.
 */
public final class SliceAttributes implements FactReader {
  private static final String PREFIX = "slice.";

  private final List<String> attributes;

  /**
   * A reader of these.
   *
   * @param attributes keys of attributes, as the rules name them
   */
  public SliceAttributes(List<String> attributes) {
    this.attributes = List.copyOf(attributes);
  }

  @Override
  public void read(AgentEvent span, List<Content> contents, FactSink out) {
    for (String attribute : attributes) {
      String own = span.attributes().getOrDefault(attribute, "");
      out.text(
          PREFIX + attribute,
          Dimensions.shortened(
              own.isEmpty() ? span.resourceAttributes().getOrDefault(attribute, "") : own));
    }
  }

  /** The further dimensions that a span's facts name, with their values. */
  public static Map<String, String> dimensionsOf(Facts facts) {
    if (facts.texts().isEmpty()) {
      return Map.of();
    }
    Map<String, String> dimensions = new TreeMap<>();
    facts
        .texts()
        .forEach((name, text) -> {
          if (name.startsWith(PREFIX)) {
            dimensions.put(name.substring(PREFIX.length()), text);
          }
        });
    return dimensions;
  }
}
