package dev.leeway.streamjobs.scenario;

import dev.leeway.signals.catalogue.Answered;
import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.evaluation.Evaluation;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.source.SourceUpdate;
import dev.leeway.signals.window.WindowPartial;
import dev.leeway.storage.finding.FindingJson;
import dev.leeway.streamjobs.decode.DecodeSpans;
import dev.leeway.streamjobs.decode.DecodedOutput;
import dev.leeway.streamjobs.decode.EvaluationSightings;
import dev.leeway.streamjobs.decode.SourceSightings;
import dev.leeway.streamjobs.decode.SuspectRule;
import dev.leeway.streamjobs.edge.Destination;
import dev.leeway.streamjobs.edge.FoldItem;
import dev.leeway.streamjobs.edge.MonitorInput;
import dev.leeway.streamjobs.edge.SourceRecord;
import dev.leeway.streamjobs.edge.SpanRecord;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.edge.TraceKey;
import dev.leeway.streamjobs.monitor.MonitorTenant;
import dev.leeway.streamjobs.run.AssembleRuns;
import dev.leeway.streamjobs.run.AssemblySettings;
import dev.leeway.streamjobs.run.FakeStorage;
import dev.leeway.streamjobs.store.StartControls;
import dev.leeway.streamjobs.store.StoredWindows;
import dev.leeway.streamjobs.window.FoldWindows;
import dev.leeway.testkit.scenario.Seen;
import dev.leeway.testkit.scenario.SeenFinding;
import dev.leeway.testkit.scenario.SeenRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * The job's operators for spans, metrics and data sources, one after another without a cluster:
 * called as functions, by hand, with a clock that is moved in steps of three seconds. What crosses
 * an edge is handed on at once, and a checkpoint is taken every minute of that clock. Not
 * thread-safe.
 */
final class OperatorChain implements AutoCloseable {
  private static final String TENANT = "default";
  private static final byte[] SECRET = "sixteen bytes or more".getBytes(StandardCharsets.UTF_8);
  private static final long STEP_MILLIS = 3_000;
  private static final long CHECKPOINT_MILLIS = 60_000;

  private final FakeStorage storage = new FakeStorage();
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private final SideOutputs<SourceRecord, SpanRecord> decoded;
  private final SideOutputs<SpanRecord, FoldItem> assembled;
  private final SideOutputs<FoldItem, MonitorInput> folded;
  private final OneInputStreamOperatorTestHarness<SourceRecord, SpanRecord> decode;
  private final KeyedOneInputStreamOperatorTestHarness<TraceKey, SpanRecord, FoldItem> assemble;
  private final OneInputStreamOperatorTestHarness<FoldItem, MonitorInput> fold;
  private final KeyedOneInputStreamOperatorTestHarness<String, MonitorInput, StoreRow> monitor;
  private final MetricChain metrics;
  private final SourceChain sources;
  private final ScoreChain scores;
  private final AnswerChain answers;
  private long nowMillis;
  private long offset;
  private long checkpoint;
  private long checkpointMillis;

  OperatorChain(RuleBook rules, long startMillis) throws Exception {
    nowMillis = startMillis;
    metrics = new MetricChain(rules, startMillis);
    sources = new SourceChain(rules, startMillis);
    scores = new ScoreChain(rules, new StoredRuns(storage), startMillis);
    answers = new AnswerChain(rules, startMillis);
    decoded =
        new SideOutputs<>(
            new ProcessOperator<>(
                new DecodeSpans(
                    SECRET, SuspectRule.verifyingBefore(Long.MIN_VALUE), storage, rules)));
    assembled =
        new SideOutputs<>(
            new AssembleRuns(
                AssemblySettings.verifyingBefore(Long.MIN_VALUE).withRules(rules), storage));
    folded = new SideOutputs<>(new FoldWindows(rules));
    decode = new OneInputStreamOperatorTestHarness<>(decoded);
    assemble =
        new KeyedOneInputStreamOperatorTestHarness<>(
            assembled, SpanRecord::trace, TypeInformation.of(TraceKey.class));
    fold = new OneInputStreamOperatorTestHarness<>(folded);
    monitor =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new MonitorTenant(new NoWindows(), StartControls.NONE, rules)),
            MonitorInput::tenantId,
            Types.STRING);
    for (OneInputStreamOperatorTestHarness<?, ?> harness :
        List.of(decode, assemble, fold, monitor)) {
      harness.setProcessingTime(startMillis);
      harness.open();
    }
  }

  /** A request arrives now. */
  void take(ScenarioSpans.Sent sent) throws Exception {
    switch (sent.signal()) {
      case SPANS -> {
        decode.processElement(new StreamRecord<>(record("otlp_spans", sent.request())));
        handOn();
      }
      case METRICS -> metrics.take(record("otlp_metrics", sent.request()));
    }
  }

  private SourceRecord record(String topic, byte[] request) {
    return new SourceRecord(topic, 0, offset++, nowMillis, TENANT, request);
  }

  void passUntil(long untilMillis) throws Exception {
    while (nowMillis < untilMillis) {
      nowMillis = Math.min(untilMillis, nowMillis + STEP_MILLIS);
      decode.setProcessingTime(nowMillis);
      assemble.setProcessingTime(nowMillis);
      fold.setProcessingTime(nowMillis);
      monitor.setProcessingTime(nowMillis);
      metrics.setTime(nowMillis);
      sources.setTime(nowMillis);
      scores.setTime(nowMillis);
      answers.setTime(nowMillis);
      handOn();
      if (nowMillis >= checkpointMillis) {
        takeCheckpoint();
        checkpointMillis = nowMillis + CHECKPOINT_MILLIS;
      }
    }
  }

  private void takeCheckpoint() throws Exception {
    checkpoint++;
    assemble.prepareSnapshotPreBarrier(checkpoint);
    assemble.snapshot(checkpoint, nowMillis);
    handOn();
    fold.prepareSnapshotPreBarrier(checkpoint);
    for (MonitorInput input : metrics.beforeBarrier(checkpoint)) {
      monitor.processElement(new StreamRecord<>(input));
    }
    for (MonitorInput input : sources.beforeBarrier(checkpoint)) {
      monitor.processElement(new StreamRecord<>(input));
    }
    for (MonitorInput input : scores.beforeBarrier(checkpoint)) {
      monitor.processElement(new StreamRecord<>(input));
    }
    for (MonitorInput input : answers.beforeBarrier(checkpoint)) {
      monitor.processElement(new StreamRecord<>(input));
    }
    handOn();
    assemble.notifyOfCompletedCheckpoint(checkpoint);
  }

  Seen seen() {
    return new Seen(
        findings.values().stream().map(OperatorChain::finding).toList(),
        storage.visibleRuns().stream().map(row -> run(row.run())).toList());
  }

  private void handOn() throws Exception {
    for (StreamRecord<? extends SpanRecord> span : drained(decode)) {
      assemble.processElement(new StreamRecord<>(span.getValue()));
    }
    decoded.taken(DecodedOutput.ROWS).forEach(this::store);
    for (SourceUpdate sighting : decoded.taken(SourceSightings.SEEN)) {
      sources.take(new StreamRecord<>(sighting));
    }
    for (Evaluation evaluation : decoded.taken(EvaluationSightings.SEEN)) {
      scores.take(evaluation);
    }
    for (StreamRecord<SourceUpdate> sighting : metrics.sightings()) {
      sources.take(sighting);
    }
    for (MonitorInput input : sources.found()) {
      monitor.processElement(new StreamRecord<>(input));
    }
    for (StreamRecord<? extends FoldItem> item : drained(assemble)) {
      fold.processElement(new StreamRecord<>(item.getValue()));
    }
    assembled.taken(AssembleRuns.ROWS).forEach(this::store);
    for (Answered answered : assembled.taken(AssembleRuns.ANSWERS)) {
      answers.take(answered);
    }
    for (MonitorInput hit : assembled.taken(AssembleRuns.HITS)) {
      monitor.processElement(new StreamRecord<>(hit));
    }
    for (StreamRecord<? extends MonitorInput> input : drained(fold)) {
      monitor.processElement(new StreamRecord<>(input.getValue()));
    }
    folded.taken(FoldWindows.ROWS).forEach(this::store);
    drained(monitor).forEach(row -> store(row.getValue()));
  }

  private static <T> List<StreamRecord<? extends T>> drained(
      OneInputStreamOperatorTestHarness<?, T> harness) {
    List<StreamRecord<? extends T>> records = new ArrayList<>(harness.getRecordOutput());
    harness.getOutput().clear();
    return records;
  }

  private void store(StoreRow row) {
    if (row.destination() == Destination.FINDINGS_TOPIC) {
      try {
        Finding finding = FindingJson.read(row.bytes());
        findings.put(finding.findingId(), finding);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    } else {
      storage.store(row);
    }
  }

  private static SeenFinding finding(Finding finding) {
    return new SeenFinding(
        finding.signal(),
        finding.detector(),
        finding.slice().agent(),
        finding.slice().dimension(),
        finding.slice().value(),
        finding.severity().name(),
        finding.effectText(),
        finding.exemplarTraceIds());
  }

  private static SeenRun run(Run run) {
    return new SeenRun(run.traceId().toString(), run.outcome().name(), run.signals());
  }

  @Override
  public void close() {
    try {
      metrics.close();
      sources.close();
      scores.close();
      answers.close();
      decode.close();
      assemble.close();
      fold.close();
      monitor.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** A store that remembers nothing of anybody: all that is known came in the scenario. */
  private static final class NoWindows implements StoredWindows, StoredWindows.Factory {
    private static final long serialVersionUID = 1L;

    @Override
    public StoredWindows open(MetricGroup metrics) {
      return this;
    }

    @Override
    public void hours(
        String tenantId, long fromMillis, long toMillis, Consumer<WindowPartial> each) {}

    @Override
    public void seasons(
        String tenantId, long fromMillis, long toMillis, Consumer<WindowPartial> each) {}

    @Override
    public void kept(String tenantId, Consumer<Baseline> each) {}

    @Override
    public void findings(String tenantId, long fromMillis, Consumer<Finding> each) {}

    @Override
    public void close() {}
  }
}
