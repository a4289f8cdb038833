package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.run.Dependency;
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
  private static final Comparator<Try> BY_START =
      Comparator.comparingLong(one -> one.span().startNanos());

  private Attempts() {}

  /** A try, and what it depends on: provider and model, or the tool. */
  record Try(AgentEvent span, Dependency dependency) {
    long endNanos() {
      return span.startNanos() + span.durationNanos();
    }
  }

  /** All tries of a run, by start time. */
  static List<Try> of(RunSpans run) {
    List<Try> tries = new ArrayList<>();
    for (RunSpans.Call call : run.calls()) {
      Dependency dependency = Dependency.ofCall(call.span());
      of(call).forEach(span -> tries.add(new Try(span, dependency)));
    }
    tries.sort(BY_START);
    return tries;
  }

  /** The tries of one call. */
  static List<AgentEvent> of(RunSpans.Call call) {
    if (call.parts().isEmpty()) {
      return List.of(call.span());
    }
    List<AgentEvent> http = new ArrayList<>(1);
    List<AgentEvent> inner = new ArrayList<>(1);
    for (AgentEvent part : call.parts()) {
      if (part.kind() == EventKind.HTTP) {
        http.add(part);
      } else if (part.kind().isCall()) {
        inner.add(part);
      }
    }
    List<AgentEvent> leaves = !http.isEmpty() ? http : inner;
    return leaves.isEmpty() ? List.of(call.span()) : leaves;
  }

  static boolean rateLimited(AgentEvent one) {
    return one.failed() && FailureKind.of(one) == RunOutcome.RATE_LIMITED;
  }

  /** The try of the same dependency that came next after this one had ended. */
  static Optional<Try> after(Try failed, List<Try> tries) {
    for (int i = firstFrom(failed.endNanos(), tries); i < tries.size(); i++) {
      Try one = tries.get(i);
      if (one.dependency.equals(failed.dependency) && one.span.spanId() != failed.span.spanId()) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  /** In halves: a storm of thousands of tries must not cost their square. */
  private static int firstFrom(long nanos, List<Try> tries) {
    int from = 0;
    int to = tries.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (tries.get(middle).span().startNanos() < nanos) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
