package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunLimits;
import dev.leeway.signals.run.RunRules;
import dev.leeway.signals.run.RunValue;
import dev.leeway.signals.run.TraceAssembly;
import dev.leeway.signals.serving.GpuMemory;
import dev.leeway.signals.serving.ServingSample;
import dev.leeway.signals.window.FoldSettings;
import dev.leeway.signals.window.Observation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The list of all signals. A new one is a file, its test and a line in {@link #standard}. */
public final class SignalCatalogue {
  /** Told where spans come and windows are folded. */
  private static final List<Signal> OF_ARRIVAL =
      List.of(TelemetryLate.SIGNAL, TelemetryOverflow.SIGNAL);

  private final List<RunSignal> ofRuns;
  private final List<SpanSignal> ofSpans;
  private final Map<String, PointSignal> ofPoints = new LinkedHashMap<>();
  private final Map<String, Signal> byName = new LinkedHashMap<>();

  public SignalCatalogue(List<RunSignal> ofRuns, List<SpanSignal> ofSpans) {
    this(ofRuns, ofSpans, List.of(), List.of());
  }

  /**
   * A catalogue.
   *
   * @param further signals that data sources, evaluators or users say, that are read from windows
   *     of others, that what takes spans in says, or that one run says beside others
   */
  public SignalCatalogue(
      List<RunSignal> ofRuns,
      List<SpanSignal> ofSpans,
      List<PointSignal> ofPoints,
      List<Signal> further) {
    this.ofRuns = List.copyOf(ofRuns);
    this.ofSpans = List.copyOf(ofSpans);
    ofRuns.forEach(signal -> enter(signal.signal()));
    ofSpans.forEach(signal -> enter(signal.signal()));
    for (PointSignal signal : ofPoints) {
      this.ofPoints.put(signal.metric(), signal);
      // Points may say what spans say too.
      if (!signal.signal().equals(byName.get(signal.signal().name()))) {
        enter(signal.signal());
      }
    }
    further.forEach(this::enter);
  }

  public static SignalCatalogue standard() {
    return new SignalCatalogue(
        List.of(
            new RunCount(),
            new RunOutcomes(),
            new RunDuration(),
            new InputTokens(),
            new Steps(),
            new ToolsUsed(),
            new RunCost(),
            new RetryAmplification(),
            new LoopRepeat(),
            new GroundingScore(),
            new NovelWords(),
            GroundingFlag.UNSUPPORTED,
            GroundingFlag.CONTRADICTION,
            GroundingFlag.CONFIDENT_EMPTY,
            GroundingFlag.ARGUMENTS,
            GroundingFlag.ACTIONS,
            new LoopStuck(),
            new LoopNear(),
            new LoopCycle(),
            new LoopEscalation(),
            new LoopSpend(),
            new LoopOutput(),
            new LoopCode(),
            new LoopScore(),
            new ErrorRepeat(),
            new ToolErrors(),
            new ToolArgsRejected(),
            new OutputFormatErrors(),
            new AccessErrors(),
            new AnswerShape(),
            new AnswerFormat(),
            new AnswerLanguage(),
            new AnswerLength(),
            new AnswerNumbers(),
            new AnswerWords(),
            new ContractViolation(),
            new ToolArgumentsInvalid(),
            new ModelMix(),
            new ModelFingerprint(),
            new ModelSubstituted(),
            new UserCorrection(),
            new TimeoutShare(),
            new CascadeDepth(),
            new CascadeOrigin(),
            new LatencyResidual(),
            new TokensRate(),
            new InputBytes(),
            new InputMessages(),
            new InputTurns(),
            new MediaParts(),
            new MediaTokens(),
            new ScriptMix(),
            new ToolsOffered(),
            new Depth(),
            new FanOut(),
            new JointComplexity(),
            new Documents(),
            new DocumentBytes(),
            new RetrievalEmpty(),
            new RetrievalTopScore(),
            new RetrievalDocumentAge(),
            new RateLimitShare(),
            new RateLimitHeadroom(),
            new RateLimitNearest(),
            new RateLimitCompliance(),
            new TelemetryCoverage(),
            new TelemetrySampled(),
            new TelemetryUnmapped(),
            new TelemetrySkew()),
        List.of(
            new LlmDuration(),
            new LlmTtft(),
            new LlmTimePerToken(),
            new ToolDuration(),
            new ProviderErrors(),
            new InvalidValue(),
            new QueueTime(),
            new SourceLag()),
        List.of(
            ServingSignal.QUEUE_DEPTH,
            ServingSignal.QUEUE_TIME,
            ServingSignal.BATCH_SIZE,
            ServingSignal.KV_UTIL,
            ServingSignal.PREEMPTIONS,
            ServingSignal.TOKENS,
            ServingSignal.GPU_MEM_USED,
            ServingSignal.GPU_MEM_HEADROOM),
        Stream.of(
                SourceSignals.ALL, RateSignals.ALL, OF_ARRIVAL, ScoreSignals.ALL, AnswerSignals.ALL)
            .flatMap(List::stream)
            .toList());
  }

  /** All signals, those of runs first, those of points last. */
  public List<Signal> signals() {
    return List.copyOf(byName.values());
  }

  public Optional<Signal> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** An assembly that computes every per-run signal. */
  public TraceAssembly assembly(RunLimits limits) {
    return new TraceAssembly(valuesOfRuns(), limits);
  }

  /** Likewise, where it is settled what makes a run looped or ungrounded. */
  public TraceAssembly assembly(RunLimits limits, RunRules rules) {
    return new TraceAssembly(valuesOfRuns(), limits, rules);
  }

  private List<RunValue> valuesOfRuns() {
    return Stream.of(ofRuns, AnswerPrint.BOTH).<RunValue>flatMap(List::stream).toList();
  }

  /** What a run's stored row says; empty for one that is open, withdrawn or outside of windows. */
  public Optional<Observation> observationOf(Run run) {
    return RunObservation.of(run, ofRuns);
  }

  /** What the fields of a stored run's answer and its dependencies say, each a slice of its own. */
  List<Observation> partsOf(Run run) {
    return RunObservation.ofParts(run, ofRuns);
  }

  /** What a span says at arrival; empty where it carries none of the signals. */
  public Optional<Observation> observationOf(AgentEvent span) {
    return SpanObservation.of(span, ofSpans);
  }

  /**
   * What is said of a span that came after its run was over; empty where its times are in no
   * window.
   *
   * @param agentClockMillis what its agent's clock showed then
   */
  public Optional<Observation> observationOfLate(AgentEvent span, long agentClockMillis) {
    return span.entersWindows()
        ? Optional.of(TelemetryLate.of(span, agentClockMillis))
        : Optional.empty();
  }

  /** The canonical metrics whose points say something, by themselves or put together. */
  public Set<String> pointMetrics() {
    Set<String> metrics = new HashSet<>(ofPoints.keySet());
    metrics.addAll(GpuMemory.PARTS);
    return Set.copyOf(metrics);
  }

  /** What a point says at arrival, minute by minute. */
  public List<Observation> observationsOf(ServingSample sample) {
    PointSignal signal = ofPoints.get(sample.metric());
    return signal == null ? List.of() : signal.observed(sample);
  }

  /** What windows keep by default, per further dimension, tool and data source. */
  public FoldSettings foldSettings() {
    return FoldSettings.of(
        named(signal -> signal.kept().distributed()),
        named(signal -> signal.kept().perTool()),
        named(signal -> signal.scope() != Signal.Scope.RUN || signal.kept().perSource()),
        named(signal -> signal.kept().perCohort()),
        named(signal -> signal.kept().perField()),
        named(signal -> signal.kept().perWork()),
        named(signal -> signal.kept().perDependency()));
  }

  private Set<String> named(Predicate<Signal> condition) {
    return byName.values().stream()
        .filter(condition)
        .map(Signal::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  private void enter(Signal signal) {
    if (byName.putIfAbsent(signal.name(), signal) != null) {
      throw new IllegalArgumentException("signal is listed twice: " + signal.name());
    }
  }
}
