package dev.leeway.signals.fact;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.FactSink;
import java.util.List;

/**
 * Reads one kind of facts from a span. It must not throw for what strangers sent, costs nothing
 * where the span carries nothing of its kind, and says the same of a span whatever came before. Not
 * thread-safe: each decoder has its own.
 */
public interface FactReader {
  /**
   * Reads a span.
   *
   * @param span with its attributes, without facts
   * @param contents the payload texts that its {@link AgentEvent#contents()} point to
   */
  void read(AgentEvent span, List<Content> contents, FactSink out);
}
