package dev.leeway.streamjobs.store;

import dev.leeway.signals.drift.DriftDetail;
import dev.leeway.signals.drift.SeenDeployment;
import dev.leeway.signals.drift.SignalStatus;
import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.evaluation.PlacedEvaluation;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.source.SourceUpdate;
import dev.leeway.signals.window.WindowPartial;
import dev.leeway.storage.finding.FindingJson;
import dev.leeway.storage.letter.DeadLetterJson;
import dev.leeway.storage.row.AgentEventRows;
import dev.leeway.storage.row.BaselineRows;
import dev.leeway.storage.row.ContentRow;
import dev.leeway.storage.row.ContentRows;
import dev.leeway.storage.row.DeadLetter;
import dev.leeway.storage.row.DeadLetterRows;
import dev.leeway.storage.row.DetailRows;
import dev.leeway.storage.row.EvaluationRows;
import dev.leeway.storage.row.FindingRows;
import dev.leeway.storage.row.LedgerEntry;
import dev.leeway.storage.row.LedgerRows;
import dev.leeway.storage.row.MetricRow;
import dev.leeway.storage.row.MetricRows;
import dev.leeway.storage.row.RowBuffer;
import dev.leeway.storage.row.RowEncoder;
import dev.leeway.storage.row.RunRow;
import dev.leeway.storage.row.RunRows;
import dev.leeway.storage.row.SeenDeploymentRows;
import dev.leeway.storage.row.SourceRows;
import dev.leeway.storage.row.StatusRow;
import dev.leeway.storage.row.StatusRows;
import dev.leeway.storage.row.WindowRow;
import dev.leeway.storage.row.WindowRows;
import dev.leeway.streamjobs.edge.Destination;
import dev.leeway.streamjobs.edge.LedgerDelta;
import dev.leeway.streamjobs.edge.StoreRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Domain values as rows on their way to the sink. Stateless. */
public final class StoreRows {
  private static final AgentEventRows EVENTS = new AgentEventRows();
  private static final ContentRows CONTENTS = new ContentRows();
  private static final RunRows RUNS = new RunRows();
  private static final WindowRows WINDOWS = new WindowRows();
  private static final MetricRows METRICS = new MetricRows();
  private static final BaselineRows BASELINES = new BaselineRows();
  private static final StatusRows STATUSES = new StatusRows();
  private static final SeenDeploymentRows DEPLOYMENTS = new SeenDeploymentRows();
  private static final DetailRows DETAILS = new DetailRows();
  private static final FindingRows FINDINGS = new FindingRows();
  private static final DeadLetterRows LETTERS = new DeadLetterRows();
  private static final LedgerRows LEDGER = new LedgerRows();
  private static final SourceRows SOURCES = new SourceRows();
  private static final EvaluationRows EVALUATIONS = new EvaluationRows();

  private StoreRows() {}

  /** The rows of {@code agent_events}, one per event, from one buffer. */
  public static List<byte[]> eventRows(List<AgentEvent> events) {
    RowBuffer buffer = new RowBuffer();
    int[] ends = new int[events.size()];
    for (int i = 0; i < ends.length; i++) {
      EVENTS.encode(events.get(i), buffer);
      ends[i] = buffer.size();
    }
    byte[] all = buffer.toByteArray();
    List<byte[]> rows = new ArrayList<>(ends.length);
    for (int i = 0; i < ends.length; i++) {
      rows.add(Arrays.copyOfRange(all, i == 0 ? 0 : ends[i - 1], ends[i]));
    }
    return rows;
  }

  public static StoreRow event(byte[] row) {
    return StoreRow.of(Destination.AGENT_EVENTS, row);
  }

  public static StoreRow event(AgentEvent event) {
    return row(Destination.AGENT_EVENTS, EVENTS, event);
  }

  public static StoreRow supplement(byte[] row) {
    return StoreRow.of(Destination.SPAN_SUPPLEMENTS, row);
  }

  public static StoreRow supplement(AgentEvent supplement) {
    return row(Destination.SPAN_SUPPLEMENTS, EVENTS, supplement);
  }

  public static StoreRow content(ContentRow content) {
    return row(Destination.AGENT_CONTENT, CONTENTS, content);
  }

  public static StoreRow run(RunRow run) {
    return row(Destination.RUNS, RUNS, run);
  }

  public static StoreRow window(WindowPartial partial, long writtenAtMillis) {
    return row(Destination.SIGNAL_WINDOWS, WINDOWS, new WindowRow(partial, writtenAtMillis));
  }

  public static StoreRow metric(MetricRow metric) {
    return row(Destination.METRIC_POINTS, METRICS, metric);
  }

  public static StoreRow baseline(Baseline baseline) {
    return row(Destination.BASELINES, BASELINES, baseline);
  }

  public static StoreRow status(SignalStatus status, long writtenAtMillis) {
    return row(Destination.SIGNAL_STATUS, STATUSES, new StatusRow(status, writtenAtMillis));
  }

  public static StoreRow deployment(SeenDeployment deployment) {
    return row(Destination.DEPLOYMENTS, DEPLOYMENTS, deployment);
  }

  public static StoreRow detail(DriftDetail detail) {
    return row(Destination.FINDING_DETAILS, DETAILS, detail);
  }

  public static StoreRow finding(Finding finding) {
    return row(Destination.FINDINGS, FINDINGS, finding);
  }

  /** The statement as it is told to others. */
  public static StoreRow told(Finding finding) {
    return new StoreRow(
        Destination.FINDINGS_TOPIC, finding.findingId(), FindingJson.write(finding));
  }

  public static StoreRow source(SourceUpdate update) {
    return row(Destination.SOURCE_FRESHNESS, SOURCES, update);
  }

  public static StoreRow evaluation(PlacedEvaluation evaluation) {
    return row(Destination.EVALUATIONS, EVALUATIONS, evaluation);
  }

  public static StoreRow deadLetter(DeadLetter letter) {
    return row(Destination.DEAD_LETTERS, LETTERS, letter);
  }

  /** The letter as it is told to others. */
  public static StoreRow told(DeadLetter letter) {
    return new StoreRow(
        Destination.DEAD_LETTERS_TOPIC, DeadLetterJson.key(letter), DeadLetterJson.write(letter));
  }

  public static StoreRow ledger(LedgerDelta delta, long writtenAtMillis) {
    return row(
        Destination.INGEST_LEDGER,
        LEDGER,
        new LedgerEntry(
            delta.topic(),
            delta.partition(),
            delta.firstOffset(),
            delta.lastOffset(),
            delta.decoded() + delta.deadLettered(),
            delta.decoded(),
            delta.stored(),
            delta.deduplicated(),
            delta.deadLettered(),
            writtenAtMillis));
  }

  private static <T> StoreRow row(Destination destination, RowEncoder<T> encoder, T value) {
    RowBuffer buffer = new RowBuffer();
    encoder.encode(value, buffer);
    return StoreRow.of(destination, buffer.toByteArray());
  }
}
