package dev.leeway.signals.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.fact.ErrorFacts;
import dev.leeway.signals.fact.ErrorKind;
import dev.leeway.signals.rule.LoopRule;
import dev.leeway.signals.rule.LoopWatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** The spans of one run, and what they add up to: what a per-run signal is computed from. */
public final class RunSpans {
  private final Optional<AgentEvent> root;
  private final List<AgentEvent> spans;
  private final List<AgentEvent> failures;
  private final Optional<Facts> answer;
  private final RunCalls calls;
  private final RunUsage usage;
  private final LoopWatch loops;
  private final Map<String, Double> grounding;
  private final String operation;
  private final int missingParents;

  private RunSpans(
      Optional<AgentEvent> root,
      List<AgentEvent> spans,
      RunCalls calls,
      RunUsage usage,
      LoopWatch loops,
      Map<String, Double> grounding,
      String operation,
      int missingParents) {
    this.root = root;
    this.spans = spans;
    this.failures = failuresAmong(spans);
    this.answer = FinalAnswer.among(spans, root);
    this.calls = calls;
    this.usage = usage;
    this.loops = loops;
    this.grounding = Map.copyOf(grounding);
    this.operation = operation;
    this.missingParents = missingParents;
  }

  static RunSpans of(
      TraceTree tree,
      CallTree callTree,
      UsageTree usage,
      List<Integer> members,
      int root,
      Map<String, Double> grounding,
      LoopRule loopRule,
      String operation) {
    List<AgentEvent> spans = new ArrayList<>(members.size());
    members.forEach(i -> spans.add(tree.span(i)));
    LoopWatch loops = new LoopWatch(loopRule);
    watch(tree, callTree, members, loops);
    return new RunSpans(
        root < 0 ? Optional.empty() : Optional.of(tree.span(root)),
        Collections.unmodifiableList(spans),
        new RunCalls(tree, callTree, members),
        RunUsage.of(tree, usage, members),
        loops,
        grounding,
        operation,
        missingParents(tree, members, root));
  }

  private static List<AgentEvent> failuresAmong(List<AgentEvent> spans) {
    List<AgentEvent> failures = new ArrayList<>(0);
    for (AgentEvent span : spans) {
      if (span.failed() || span.facts().number(ErrorFacts.IN_RESULT).isPresent()) {
        failures.add(span);
      }
    }
    return Collections.unmodifiableList(failures);
  }

  /** The root's own parent is another run's, or nobody's who sends here. */
  private static int missingParents(TraceTree tree, List<Integer> members, int root) {
    Set<Long> missing = new HashSet<>();
    for (int i : members) {
      if (i != root && tree.parent(i) == TraceTree.NONE && tree.span(i).parentSpanId() != 0) {
        missing.add(tree.span(i).parentSpanId());
      }
    }
    if (!missing.isEmpty()) {
      // Where parents go round in a circle it is opened above one that did come.
      tree.spans().forEach(span -> missing.remove(span.spanId()));
    }
    return missing.size();
  }

  /** Tools first: a model's answer tells of a call only where its tool has no spans. */
  private static void watch(
      TraceTree tree, CallTree callTree, List<Integer> members, LoopWatch loops) {
    for (int i : members) {
      if (callTree.isCall(i) && tree.span(i).kind() == EventKind.TOOL) {
        loops.add(tree.span(i));
      }
    }
    for (int i : members) {
      if (!callTree.isCall(i)) {
        loops.addFailure(tree.span(i));
      } else if (tree.span(i).kind() != EventKind.TOOL) {
        loops.add(tree.span(i));
      }
    }
  }

  /** The run's root span, where it has come. */
  public Optional<AgentEvent> root() {
    return root;
  }

  /** The route that led to it, else what its root does; empty where neither is known. */
  public String operation() {
    return operation;
  }

  /** Its spans, the root among them, by start time. */
  public List<AgentEvent> spans() {
    return spans;
  }

  /** Those that failed, as they say themselves or as their results do. */
  public List<AgentEvent> failures() {
    return failures;
  }

  /** What was read of the run's {@link FinalAnswer}. */
  Optional<Facts> answer() {
    return answer;
  }

  /** Spans that others of the run name as their parents, and that never came. */
  public int missingParents() {
    return missingParents;
  }

  /** Its calls to models, tools, retrievers and the like, each once, by start time. */
  public List<Call> calls() {
    return calls.all();
  }

  /** Its calls of one kind. */
  public List<Call> calls(EventKind kind) {
    return calls.of(kind);
  }

  /** Empty where no model call reported it; never negative, and stops at {@link Long#MAX_VALUE}. */
  public OptionalLong inputTokens() {
    return usage.inputTokens();
  }

  /** Empty where no model call reported it; never negative, and stops at {@link Long#MAX_VALUE}. */
  public OptionalLong outputTokens() {
    return usage.outputTokens();
  }

  /** Empty where no model call reported one. */
  public OptionalDouble costUsd() {
    return usage.costUsd();
  }

  /** The tool calls of the run, watched to its end. */
  public LoopWatch loops() {
    return loops;
  }

  /** What is known of how far its answers say what it knew, by signal; empty without texts. */
  public Map<String, Double> grounding() {
    return grounding;
  }

  /** How often its calls were tried, together. */
  public int attempts() {
    return calls.attempts();
  }

  /**
   * One call of the run.
   *
   * @param span the outermost span of the call
   * @param attempts how often it was tried, at least 1
   * @param retry whether it repeats a failed call, and both are one logical call
   * @param parts the further spans of the call, inside of the outermost or beside it
   */
  public record Call(AgentEvent span, int attempts, boolean retry, List<AgentEvent> parts) {
    public Call {
      parts = List.copyOf(parts);
    }

    /** Whether the last attempt timed out, by status, error type or the text of the error. */
    public boolean timedOut() {
      return span.failed()
          && (FailureKind.of(span) == RunOutcome.TIMEOUT
              || span.facts().text(ErrorFacts.KIND).equals(ErrorKind.TIMEOUT.name()));
    }
  }
}
