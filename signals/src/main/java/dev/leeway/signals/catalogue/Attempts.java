package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.run.FailureKind;
import dev.leeway.signals.run.RunOutcome;
import dev.leeway.signals.run.RunSpans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The single tries behind a run's calls, as far down as spans tell: the HTTP requests of a call,
 * else the spans of its kind that it wraps, else the call itself.
 */
final class Attempts {
  private Attempts() {}

  /** A try, and what it depends on: provider and model, or the tool. */
  record Try(AgentEvent span, String dependency) {
    boolean rateLimited() {
      return span.failed() && FailureKind.of(span) == RunOutcome.RATE_LIMITED;
    }

    long endNanos() {
      return span.startNanos() + span.durationNanos();
    }
  }

  /** All tries of a run, by start time. */
  static List<Try> of(RunSpans run) {
    List<Try> tries = new ArrayList<>();
    for (RunSpans.Call call : run.calls()) {
      List<AgentEvent> within = within(run, call.span());
      List<AgentEvent> http =
          within.stream().filter(span -> span.kind() == EventKind.HTTP).toList();
      List<AgentEvent> inner = within.stream().filter(span -> span.kind().isCall()).toList();
      List<AgentEvent> leaves = !http.isEmpty() ? http : inner;
      String dependency = dependencyOf(call.span());
      if (leaves.isEmpty()) {
        tries.add(new Try(call.span(), dependency));
      } else {
        leaves.forEach(span -> tries.add(new Try(span, dependency)));
      }
    }
    tries.sort(Comparator.comparingLong(one -> one.span().startNanos()));
    return tries;
  }

  /** The try of the same dependency that came next after this one had ended. */
  static Optional<Try> after(Try failed, List<Try> tries) {
    return tries.stream()
        .filter(one -> one.dependency.equals(failed.dependency))
        .filter(one -> one.span.spanId() != failed.span.spanId())
        .filter(one -> one.span.startNanos() >= failed.endNanos())
        .findFirst();
  }

  private static List<AgentEvent> within(RunSpans run, AgentEvent call) {
    return run.spans().stream()
        .filter(span -> span.spanId() != call.spanId())
        .filter(span -> run.callOf(span).filter(of -> of.spanId() == call.spanId()).isPresent())
        .toList();
  }

  private static String dependencyOf(AgentEvent call) {
    return call.kind().callsModel()
        ? call.kind() + "\0" + call.model().provider() + '\0' + call.model().modelRequested()
        : call.kind() + "\0" + call.tool().name() + '\0' + call.dataSourceId();
  }
}
