package dev.leeway.webui.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.run.Run;
import dev.leeway.storage.query.EvaluationStore;
import dev.leeway.storage.query.RunCursor;
import dev.leeway.storage.query.RunStore;
import dev.leeway.storage.query.SpanStore;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.range.RangeChoice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Reads the list of runs, one run's spans, and the payload text of a span. */
@Service
class RunService {
  static final int PAGE = 100;

  private final RunStore runs;
  private final SpanStore spans;
  private final EvaluationStore evaluations;
  private final WebUiSettings settings;
  private final String tenantId;

  RunService(
      RunStore runs,
      SpanStore spans,
      EvaluationStore evaluations,
      WebUiSettings settings,
      WebUiConfig config) {
    this.runs = runs;
    this.spans = spans;
    this.evaluations = evaluations;
    this.settings = settings;
    tenantId = config.tenantId();
  }

  RunListPage list(RunQuery query, RangeChoice choice) {
    TimeRange range = choice.resolve(settings.clock().instant());
    // One more than is shown tells whether there is a next page.
    List<Run> found = runs.page(tenantId, range, query.filter(), query.after(), PAGE + 1);
    if (found.size() <= PAGE) {
      return new RunListPage(found, Optional.empty());
    }
    Run last = found.get(PAGE - 1);
    RunCursor cursor = new RunCursor(last.startNanos(), last.traceId(), last.runId());
    return new RunListPage(found.subList(0, PAGE), Optional.of(cursor));
  }

  /** A trace with its runs and spans; empty when neither is stored. */
  Optional<TracePage> trace(TraceId traceId) {
    List<Run> ofTrace = runs.ofTrace(tenantId, traceId);
    List<AgentEvent> events = spans.ofTrace(tenantId, traceId);
    if (ofTrace.isEmpty() && events.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TracePage(
            traceId,
            ofTrace,
            SpanTree.of(events),
            evaluations.ofTrace(tenantId, traceId.toString())));
  }

  /** Payload text of a span by content hash; what is not kept any more is absent. */
  Map<String, String> contents(AgentEvent span) {
    return spans.contents(
        tenantId,
        span.contents().stream()
            .map(ContentRef::hash)
            .limit(SpanStore.CONTENTS_MAX)
            .collect(Collectors.toSet()));
  }
}
