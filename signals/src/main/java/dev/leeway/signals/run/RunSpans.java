package dev.leeway.signals.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.fact.ErrorFacts;
import dev.leeway.signals.fact.ErrorKind;
import dev.leeway.signals.rule.LoopRule;
import dev.leeway.signals.rule.LoopWatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The spans of one run, and what they add up to: what a per-run signal is computed from. */
public final class RunSpans {
  private final Optional<AgentEvent> root;
  private final List<AgentEvent> spans;
  private final List<Call> calls;
  private final Map<Long, AgentEvent> callOf;
  private final OptionalLong inputTokens;
  private final OptionalLong outputTokens;
  private final OptionalDouble costUsd;
  private final LoopWatch loops;
  private final Map<String, Double> grounding;
  private final String operation;
  private final int missingParents;

  private RunSpans(
      Optional<AgentEvent> root,
      List<AgentEvent> spans,
      List<Call> calls,
      Map<Long, AgentEvent> callOf,
      OptionalLong inputTokens,
      OptionalLong outputTokens,
      OptionalDouble costUsd,
      LoopWatch loops,
      Map<String, Double> grounding,
      String operation,
      int missingParents) {
    this.root = root;
    this.spans = spans;
    this.calls = calls;
    this.callOf = callOf;
    this.inputTokens = inputTokens;
    this.outputTokens = outputTokens;
    this.costUsd = costUsd;
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
    List<Call> calls = new ArrayList<>();
    Map<Long, AgentEvent> callOf = new HashMap<>();
    LoopWatch loops = new LoopWatch(loopRule);
    Sum input = new Sum();
    Sum output = new Sum();
    double cost = 0;
    boolean priced = false;
    for (int i : members) {
      AgentEvent span = tree.span(i);
      spans.add(span);
      if (callTree.callOf(i) != TraceTree.NONE) {
        callOf.put(span.spanId(), tree.span(callTree.callOf(i)));
      }
      if (callTree.isCall(i)) {
        calls.add(new Call(span, callTree.attempts(i), callTree.retry(i)));
      }
      if (usage.tokensCount(i)) {
        input.add(span.usage().inputTokens());
        output.add(span.usage().outputTokens());
      }
      Double spanCost = span.usage().costUsd();
      if (usage.costCounts(i) && spanCost != null) {
        cost += spanCost;
        priced = true;
      }
    }
    watch(tree, callTree, members, loops);
    return new RunSpans(
        root < 0 ? Optional.empty() : Optional.of(tree.span(root)),
        List.copyOf(spans),
        List.copyOf(calls),
        callOf,
        input.total(),
        output.total(),
        priced ? OptionalDouble.of(cost) : OptionalDouble.empty(),
        loops,
        grounding,
        operation,
        missingParents(tree, members, root));
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

  /** Spans that others of the run name as their parents, and that never came. */
  public int missingParents() {
    return missingParents;
  }

  /** Its calls to models, tools, retrievers and the like, each once, by start time. */
  public List<Call> calls() {
    return calls;
  }

  /** Its calls of one kind. */
  public List<Call> calls(EventKind kind) {
    return calls.stream().filter(call -> call.span().kind() == kind).toList();
  }

  /** The outermost span of the call that this span is, or is a part of. */
  public Optional<AgentEvent> callOf(AgentEvent span) {
    return Optional.ofNullable(callOf.get(span.spanId()));
  }

  /** Empty where no model call reported it; never negative, and stops at {@link Long#MAX_VALUE}. */
  public OptionalLong inputTokens() {
    return inputTokens;
  }

  /** Empty where no model call reported it; never negative, and stops at {@link Long#MAX_VALUE}. */
  public OptionalLong outputTokens() {
    return outputTokens;
  }

  /** Empty where no model call reported one. */
  public OptionalDouble costUsd() {
    return costUsd;
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
    return calls.stream().mapToInt(Call::attempts).sum();
  }

  /**
   * One call of the run.
   *
   * @param span the outermost span of the call
   * @param attempts how often it was tried, at least 1
   * @param retry whether it repeats a failed call, and both are one logical call
   */
  public record Call(AgentEvent span, int attempts, boolean retry) {

    /** Whether the last attempt timed out, by status, error type or the text of the error. */
    public boolean timedOut() {
      String text = span.facts().text(ErrorFacts.KIND);
      return span.failed()
          && (FailureKind.of(span) == RunOutcome.TIMEOUT || text.equals(ErrorKind.TIMEOUT.name()));
    }
  }

  /** A sum of counts, some of which are absent. */
  private static final class Sum {
    private long sum;
    private boolean any;

    void add(@Nullable Long count) {
      if (count != null && count >= 0) {
        any = true;
        sum = sum > Long.MAX_VALUE - count ? Long.MAX_VALUE : sum + count;
      }
    }

    OptionalLong total() {
      return any ? OptionalLong.of(sum) : OptionalLong.empty();
    }
  }
}
