package dev.leeway.signals.run;

import dev.leeway.signals.event.EventKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The calls of one run by start time, together and by kind. */
final class RunCalls {
  private final List<RunSpans.Call> all = new ArrayList<>();
  private final Map<EventKind, List<RunSpans.Call>> byKind = new EnumMap<>(EventKind.class);
  private int attempts;

  RunCalls(TraceTree tree, CallTree calls, List<Integer> members) {
    for (int i : members) {
      if (calls.isCall(i)) {
        add(new RunSpans.Call(tree.span(i), calls.attempts(i), calls.retry(i), calls.partsOf(i)));
      }
    }
  }

  private void add(RunSpans.Call call) {
    all.add(call);
    byKind.computeIfAbsent(call.span().kind(), kind -> new ArrayList<>()).add(call);
    attempts += call.attempts();
  }

  List<RunSpans.Call> all() {
    return Collections.unmodifiableList(all);
  }

  List<RunSpans.Call> of(EventKind kind) {
    return Collections.unmodifiableList(byKind.getOrDefault(kind, List.of()));
  }

  /** How often they were tried, together. */
  int attempts() {
    return attempts;
  }
}
