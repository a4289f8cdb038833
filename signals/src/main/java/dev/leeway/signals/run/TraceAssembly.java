package dev.leeway.signals.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.SpanStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Makes runs of the spans of a trace (design section 2). A pure function of the set of spans and of
 * the agent's time: order and repetition don't matter. {@link SpanSupplements} completes the spans
 * first; {@link RunSplit} says which span is in which run, {@link RunVerdict} how a run ended,
 * {@link CallTree} and {@link UsageTree} what counts.
 *
 * <p>Takes time in proportion to the spans, so a caller does it when a run is due, not per span.
 */
public final class TraceAssembly {
  private final List<RunValue> values;
  private final RunLimits limits;
  private final RunRules rules;

  public TraceAssembly(List<? extends RunValue> values, RunLimits limits) {
    this(values, limits, RunRules.defaults());
  }

  public TraceAssembly(List<? extends RunValue> values, RunLimits limits, RunRules rules) {
    this.values = List.copyOf(values);
    this.limits = limits;
    this.rules = rules;
  }

  /**
   * The runs of a trace as they stand.
   *
   * @param events all of one trace, supplements too, in any order, repetitions allowed
   * @param agentClockMillis the agent's time; {@link Long#MAX_VALUE} closes all, as for a trace
   *     that is rebuilt from storage
   */
  public AssembledTrace assemble(Collection<AgentEvent> events, long agentClockMillis) {
    return assemble(events, agentClockMillis, GroundingSource.NONE);
  }

  /**
   * The runs of a trace as they stand, with what is known of its texts.
   *
   * @param grounding not asked where the trace is cut, since it may speak of spans that are not
   *     among the runs
   */
  public AssembledTrace assemble(
      Collection<AgentEvent> events, long agentClockMillis, GroundingSource grounding) {
    SpanSupplements completed = SpanSupplements.of(events);
    if (completed.spans().isEmpty()) {
      return new AssembledTrace(List.of(), completed.items(), Long.MIN_VALUE);
    }
    TraceTree tree = TraceTree.of(completed.spans(), limits);
    // What log records say is completed anew with every look, so it is bounded like spans.
    boolean cut = tree.cut() || completed.items() > limits.spansMax();
    RunSplit split = RunSplit.of(tree);
    TwinCalls twins = new TwinCalls(tree);
    CallTree calls = new CallTree(tree, split, twins);
    UsageTree usage = new UsageTree(tree, twins);
    Map<Integer, List<Integer>> members = membersByRun(tree, split);
    TextPlaces places = new TextPlaces(tree, split, grounding.places());
    boolean alone = split.roots().size() == 1;
    List<Run> runs = new ArrayList<>();
    long dueMillis = Long.MIN_VALUE;
    for (int root : split.roots()) {
      List<Integer> its = members.getOrDefault(root, List.of());
      Map<String, Double> grounded =
          cut
              ? Map.of()
              : grounding.of(
                  root < 0 ? 0 : tree.span(root).spanId(),
                  alone,
                  places.of(root),
                  its.stream().map(tree::span).toList());
      String operation = RunDimensions.operationOf(tree, root);
      RunSpans spans =
          RunSpans.of(
              tree, calls, usage, its, root, grounded, rules.loops().unbounded(), operation);
      RunClosing closing = RunClosing.of(spans, cut, limits);
      dueMillis = Math.max(dueMillis, closing.dueMillis());
      runs.add(runOf(spans, closing, closing.at(agentClockMillis), completed.items(), operation));
    }
    return new AssembledTrace(runs, completed.items(), dueMillis);
  }

  private static Map<Integer, List<Integer>> membersByRun(TraceTree tree, RunSplit split) {
    Map<Integer, List<Integer>> members = new HashMap<>();
    for (int i = 0; i < tree.size(); i++) {
      members.computeIfAbsent(split.runOf(i), run -> new ArrayList<>()).add(i);
    }
    return members;
  }

  private Run runOf(
      RunSpans spans, RunClosing closing, RunPhase phase, int items, String operation) {
    AgentEvent first = spans.root().orElse(spans.spans().getFirst());
    RunVerdict verdict = RunVerdict.of(spans, phase, rules.grounding());
    Extent extent = Extent.of(spans);
    Map<String, Double> signals = valuesOf(spans);
    return new Run(
        first.source(),
        first.traceId(),
        spans.root().map(AgentEvent::spanId).orElse(0L),
        2L * items + (phase == RunPhase.OPEN ? 0 : 1),
        false,
        spans.root().map(AgentEvent::name).orElse(""),
        extent.startNanos,
        extent.durationNanos,
        spans.root().map(AgentEvent::status).orElse(SpanStatus.UNSET),
        verdict.outcome(),
        verdict.errorType(),
        firstText(spans, AgentEvent::conversationId),
        firstText(spans, AgentEvent::userIdHash),
        spans.spans().size(),
        spans.calls(EventKind.LLM).size(),
        spans.calls(EventKind.TOOL).size(),
        spans.attempts(),
        spans.inputTokens().orElse(0),
        spans.outputTokens().orElse(0),
        spans.costUsd().orElse(0),
        signals.get("grounding.score"),
        signals,
        categoriesOf(spans),
        RunDimensions.of(spans, operation),
        flagsOf(spans, closing, extent));
  }

  private Map<String, Double> valuesOf(RunSpans spans) {
    Map<String, Double> found = HashMap.newHashMap(values.size());
    for (RunValue value : values) {
      OptionalDouble number = value.of(spans);
      if (number.isPresent()) {
        found.put(value.name(), number.getAsDouble());
      }
    }
    return found;
  }

  private Map<String, String> categoriesOf(RunSpans spans) {
    Map<String, String> found = new HashMap<>();
    for (RunValue value : values) {
      String category = value.keptCategoryOf(spans);
      if (!category.isEmpty()) {
        found.put(value.name(), category);
      }
    }
    return found;
  }

  private static int flagsOf(RunSpans spans, RunClosing closing, Extent extent) {
    boolean synthetic = false;
    for (AgentEvent span : spans.spans()) {
      synthetic |= span.has(EventFlag.SYNTHETIC_DURATION);
    }
    return (closing.cut() ? RunFlag.CUT.bit() : 0)
        | (synthetic ? RunFlag.SYNTHETIC_DURATION.bit() : 0)
        | (spans.root().isEmpty() ? RunFlag.ROOT_MISSING.bit() : 0)
        | (extent.inWindows ? 0 : RunFlag.OUTSIDE_WINDOWS.bit());
  }

  /** The root's, else the first that any span has. */
  private static String firstText(RunSpans spans, Function<AgentEvent, String> text) {
    String found = spans.root().map(text).orElse("");
    for (AgentEvent span : spans.spans()) {
      found = found.isEmpty() ? text.apply(span) : found;
    }
    return found;
  }

  /**
   * From when to when a run was: its root's time where the root has ended, else from the first
   * start to the last end of the spans whose times are possible.
   */
  private record Extent(long startNanos, long durationNanos, boolean inWindows) {

    static Extent of(RunSpans spans) {
      if (spans.root().isPresent()) {
        AgentEvent root = spans.root().get();
        if (!root.has(EventFlag.END_MISSING)) {
          return new Extent(root.startNanos(), root.durationNanos(), root.entersWindows());
        }
      }
      List<AgentEvent> possible = spans.spans().stream().filter(AgentEvent::entersWindows).toList();
      List<AgentEvent> counted = possible.isEmpty() ? spans.spans() : possible;
      long start =
          spans.root().filter(AgentEvent::entersWindows).orElse(counted.getFirst()).startNanos();
      long end =
          counted.stream()
              .mapToLong(event -> event.startNanos() + event.durationNanos())
              .max()
              .orElse(start);
      return new Extent(start, Math.max(0, end - start), !possible.isEmpty());
    }
  }
}
