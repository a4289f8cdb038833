package dev.leeway.telemetry;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import java.util.List;

/** A span as event, with the payload text that its {@link AgentEvent#contents()} point to. */
public record MappedSpan(AgentEvent event, List<Content> contents) {
  public MappedSpan {
    contents = List.copyOf(contents);
  }
}
