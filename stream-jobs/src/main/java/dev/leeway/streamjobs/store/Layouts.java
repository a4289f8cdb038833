package dev.leeway.streamjobs.store;

import dev.leeway.storage.row.AgentEventRows;
import dev.leeway.storage.row.BaselineRows;
import dev.leeway.storage.row.ContentRows;
import dev.leeway.storage.row.DeadLetterRows;
import dev.leeway.storage.row.DetailRows;
import dev.leeway.storage.row.EvaluationRows;
import dev.leeway.storage.row.FindingRows;
import dev.leeway.storage.row.InsertTarget;
import dev.leeway.storage.row.LedgerRows;
import dev.leeway.storage.row.MetricRows;
import dev.leeway.storage.row.RunRows;
import dev.leeway.storage.row.SeenDeploymentRows;
import dev.leeway.storage.row.SourceRows;
import dev.leeway.storage.row.StatusRows;
import dev.leeway.storage.row.WindowRows;
import dev.leeway.streamjobs.edge.Destination;
import dev.leeway.streamjobs.sink.Layout;
import java.util.EnumMap;
import java.util.Map;

/** The table and columns, or the topic, of each destination. */
public final class Layouts {
  private static final String FINDINGS_TOPIC = "leeway.findings";
  private static final String DEAD_LETTERS_TOPIC = "leeway.dead_letters";

  private Layouts() {}

  public static Map<Destination, Layout> all() {
    Map<Destination, Layout> layouts = new EnumMap<>(Destination.class);
    for (Destination destination : Destination.values()) {
      layouts.put(destination, of(destination));
    }
    return layouts;
  }

  public static Layout of(Destination destination) {
    return switch (destination) {
      case AGENT_CONTENT -> table(new ContentRows().target());
      case AGENT_EVENTS -> table(new AgentEventRows().target());
      case SPAN_SUPPLEMENTS -> table(AgentEventRows.ofSupplements().target());
      case RUNS -> table(new RunRows().target());
      case SIGNAL_WINDOWS -> table(new WindowRows().target());
      case METRIC_POINTS -> table(new MetricRows().target());
      case BASELINES -> table(new BaselineRows().target());
      case SIGNAL_STATUS -> table(new StatusRows().target());
      case DEPLOYMENTS -> table(new SeenDeploymentRows().target());
      case FINDING_DETAILS -> table(new DetailRows().target());
      case FINDINGS -> table(new FindingRows().target());
      case DEAD_LETTERS -> table(new DeadLetterRows().target());
      case INGEST_LEDGER -> table(new LedgerRows().target());
      case SOURCE_FRESHNESS -> table(new SourceRows().target());
      case EVALUATIONS -> table(new EvaluationRows().target());
      case FINDINGS_TOPIC -> Layout.topic(FINDINGS_TOPIC);
      case DEAD_LETTERS_TOPIC -> Layout.topic(DEAD_LETTERS_TOPIC);
    };
  }

  private static Layout table(InsertTarget target) {
    return new Layout(target.table(), target.columns());
  }
}
