package dev.leeway.signals.fact;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.FactSink;
import java.util.List;

/** How long a request waited before a model server began with it: {@value #MILLIS}. */
public final class QueueFacts implements FactReader {
  public static final String MILLIS = "queue.millis";

  /** As vLLM's own spans say it, in seconds. */
  private static final String SECONDS_KEY = "gen_ai.latency.time_in_queue";

  @Override
  public void read(AgentEvent span, List<Content> contents, FactSink out) {
    String written = span.attributes().getOrDefault(SECONDS_KEY, "");
    if (written.isEmpty()) {
      return;
    }
    try {
      double seconds = Double.parseDouble(written);
      if (seconds >= 0 && seconds < Double.POSITIVE_INFINITY) {
        out.number(MILLIS, seconds * 1e3);
      }
    } catch (NumberFormatException e) {
      // Whoever writes words there said nothing of a time.
    }
  }
}
