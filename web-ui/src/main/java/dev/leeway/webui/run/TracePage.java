package dev.leeway.webui.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.run.Run;
import dev.leeway.storage.query.EvaluationRow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What a run's page shows.
 *
 * @param runs of the trace, outermost first; empty while none is stored
 * @param evaluations what evaluators and users said of them
 */
record TracePage(TraceId traceId, List<Run> runs, SpanTree spans, List<EvaluationRow> evaluations) {
  TracePage {
    runs = List.copyOf(runs);
    evaluations = List.copyOf(evaluations);
  }

  /** The spans of the run that a span is in: all below the topmost agent above it. */
  List<AgentEvent> runOf(AgentEvent span) {
    List<SpanNode> tops = spans.roots();
    if (runs.size() > 1) {
      List<SpanNode> starts = new ArrayList<>();
      tops.forEach(top -> topmostAgents(top, starts));
      for (SpanNode start : starts) {
        List<AgentEvent> all = allOf(List.of(start));
        if (all.stream().anyMatch(one -> one.spanId() == span.spanId())) {
          return all;
        }
      }
      return List.of(span);
    }
    return allOf(tops);
  }

  private static void topmostAgents(SpanNode top, List<SpanNode> into) {
    Deque<SpanNode> open = new ArrayDeque<>(List.of(top));
    while (!open.isEmpty()) {
      SpanNode node = open.pop();
      if (node.span().kind().startsRun()) {
        into.add(node);
      } else {
        node.children().forEach(open::push);
      }
    }
  }

  /** Without recursion: a trace may be one long chain. */
  private static List<AgentEvent> allOf(List<SpanNode> tops) {
    List<AgentEvent> all = new ArrayList<>();
    Deque<SpanNode> open = new ArrayDeque<>(tops);
    while (!open.isEmpty()) {
      SpanNode node = open.pop();
      all.add(node.span());
      node.children().forEach(open::push);
    }
    return all;
  }
}
