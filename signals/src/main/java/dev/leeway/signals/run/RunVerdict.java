package dev.leeway.signals.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.SpanStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a run that is over ended: the most specific of its outcomes (signals.md).
 *
 * <p>A run failed when its root says so, or when its last model call failed and the root doesn't
 * say that all is well. What then made it fail is read from the root and from every failure that no
 * later success of the same dependency made good: an agent that met a 429, tried again and answered
 * did not fail. A run that did not fail may still have refused or been cut short, which its root's
 * finish reasons say, else those of its last model call. An answer that breaks what its request
 * declared of it fails its caller whatever the run itself says; one that was cut short or refused
 * is told as that, which is why it broke. That an answer has no ground is told after an error,
 * because the one is a hint and the other is certain.
 *
 * @param errorType of what made it fail, empty where nothing did
 */
record RunVerdict(RunOutcome outcome, String errorType) {

  /** From the most specific to the least. */
  private static final List<RunOutcome> SPECIFIC_FIRST =
      List.of(
          RunOutcome.RATE_LIMITED,
          RunOutcome.TIMEOUT,
          RunOutcome.REFUSED,
          RunOutcome.TRUNCATED,
          RunOutcome.LOOPED,
          RunOutcome.CONTRACT_BROKEN,
          RunOutcome.ERROR,
          RunOutcome.UNGROUNDED,
          RunOutcome.OK);

  private static final Comparator<RunSpans.Call> BY_END =
      Comparator.<RunSpans.Call>comparingLong(
              call -> call.span().startNanos() + call.span().durationNanos())
          .thenComparingLong(call -> call.span().spanId());

  static RunVerdict of(RunSpans run, RunPhase phase, GroundingRule grounding) {
    return switch (phase) {
      case OPEN -> new RunVerdict(RunOutcome.OPEN, "");
      case ABANDONED -> new RunVerdict(RunOutcome.ABANDONED, "");
      case CLOSED -> judged(run, grounding);
    };
  }

  private static RunVerdict judged(RunSpans run, GroundingRule grounding) {
    List<RunVerdict> verdicts = new ArrayList<>();
    verdicts.add(new RunVerdict(byFinishReasons(run), ""));
    if (run.loops().looped()) {
      verdicts.add(new RunVerdict(RunOutcome.LOOPED, ""));
    }
    if (grounding.broken(run.grounding())) {
      verdicts.add(new RunVerdict(RunOutcome.UNGROUNDED, ""));
    }
    if (FinalAnswer.breaksItsContract(run)) {
      verdicts.add(new RunVerdict(RunOutcome.CONTRACT_BROKEN, ""));
    }
    if (failed(run)) {
      for (AgentEvent cause : causes(run)) {
        verdicts.add(new RunVerdict(FailureKind.of(cause), typeOf(cause)));
      }
    }
    return verdicts.stream()
        .min(Comparator.comparingInt(verdict -> SPECIFIC_FIRST.indexOf(verdict.outcome)))
        .orElseThrow();
  }

  private static boolean failed(RunSpans run) {
    boolean rootFailed = run.root().map(AgentEvent::failed).orElse(false);
    boolean rootSaysOk =
        run.root().map(root -> root.status() == SpanStatus.OK && !root.failed()).orElse(false);
    return rootFailed
        || (!rootSaysOk && lastModelCall(run).map(call -> call.span().failed()).orElse(false));
  }

  /** The root first, so that of equally specific causes its error type is told. */
  private static List<AgentEvent> causes(RunSpans run) {
    List<AgentEvent> causes = new ArrayList<>();
    run.root().filter(AgentEvent::failed).ifPresent(causes::add);
    Set<Long> madeGood = madeGood(run);
    for (AgentEvent span : run.failures()) {
      if (span.failed() && !madeGood.contains(span.spanId())) {
        causes.add(span);
      }
    }
    return causes;
  }

  /**
   * All spans of calls that succeeded, and of failed ones after which another call of the same
   * dependency did.
   */
  private static Set<Long> madeGood(RunSpans run) {
    Map<Dependency, Long> lastSuccess = new HashMap<>();
    for (RunSpans.Call call : run.calls()) {
      if (!call.span().failed()) {
        lastSuccess.merge(Dependency.ofCall(call.span()), call.span().startNanos(), Math::max);
      }
    }
    Set<Long> good = new HashSet<>();
    for (RunSpans.Call call : run.calls()) {
      AgentEvent span = call.span();
      Long success = lastSuccess.get(Dependency.ofCall(span));
      if (!span.failed() || (success != null && success > span.startNanos())) {
        good.add(span.spanId());
        call.parts().forEach(part -> good.add(part.spanId()));
      }
    }
    return good;
  }

  private static RunOutcome byFinishReasons(RunSpans run) {
    List<String> reasons =
        run.root()
            .map(root -> root.model().finishReasons())
            .filter(found -> !found.isEmpty())
            .or(() -> lastModelCall(run).map(RunVerdict::finishReasonsOf))
            .orElse(List.of());
    if (reasons.contains("content_filter") || reasons.contains("refusal")) {
      return RunOutcome.REFUSED;
    }
    return reasons.contains("length") ? RunOutcome.TRUNCATED : RunOutcome.OK;
  }

  /** The call's own, else those of the last span that it wraps. */
  private static List<String> finishReasonsOf(RunSpans.Call call) {
    List<String> reasons = call.span().model().finishReasons();
    if (!reasons.isEmpty()) {
      return reasons;
    }
    for (AgentEvent part : call.parts()) {
      reasons = part.model().finishReasons().isEmpty() ? reasons : part.model().finishReasons();
    }
    return reasons;
  }

  private static Optional<RunSpans.Call> lastModelCall(RunSpans run) {
    List<RunSpans.Call> calls = run.calls(EventKind.LLM);
    return calls.isEmpty() ? Optional.empty() : Optional.of(Collections.max(calls, BY_END));
  }

  private static String typeOf(AgentEvent cause) {
    if (!cause.errorType().isEmpty()) {
      return cause.errorType();
    }
    return cause.httpStatus() >= 400 ? Integer.toString(cause.httpStatus()) : "";
  }
}
