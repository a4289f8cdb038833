package dev.leeway.webui.run;

import dev.leeway.signals.event.AgentEvent;
import java.util.List;

/** A span with those that it caused. */
record SpanNode(AgentEvent span, List<SpanNode> children) {
  SpanNode {
    children = List.copyOf(children);
  }
}
