package dev.leeway.webui.rest;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.run.Run;
import dev.leeway.storage.query.RunCursor;
import dev.leeway.storage.query.RunFilter;
import dev.leeway.storage.query.RunStore;
import dev.leeway.storage.query.SpanStore;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs, and the spans of one trace. */
@RestController
@RequestMapping(path = "/api/v1/runs", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "runs")
final class RunsController {
  private final RunStore runs;
  private final SpanStore spans;
  private final InstantSource clock;
  private final String tenant;

  RunsController(RunStore runs, SpanStore spans, WebUiSettings settings, WebUiConfig config) {
    this.runs = runs;
    this.spans = spans;
    this.clock = settings.clock();
    this.tenant = config.tenantId();
  }

  /** The runs of a trace with all its spans. */
  record Trace(String traceId, List<RunJson> runs, List<SpanJson> spans) {}

  @GetMapping
  @Operation(
      summary = "Runs that started in the range, newest first",
      description =
          "outcome is a run outcome, or BAD for every one that is neither OK nor OPEN; trace is the"
              + " beginning of a trace id, conversation a whole conversation id.")
  Items<RunJson> list(
      @RequestParam(defaultValue = "") String agent,
      @RequestParam(defaultValue = "") String environment,
      @RequestParam(defaultValue = "") String outcome,
      @RequestParam(defaultValue = "") String version,
      @RequestParam(defaultValue = "") String trace,
      @RequestParam(defaultValue = "") String conversation,
      @RequestParam(name = "min_duration_ms", required = false) @Nullable Long minDurationMillis,
      @RequestParam(name = "min_tokens", required = false) @Nullable Long minTokens,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    RunFilter filter =
        new RunFilter(
            agent,
            environment,
            outcome,
            version,
            trace.toLowerCase(Locale.ROOT),
            conversation,
            minDurationMillis,
            minTokens);
    List<Run> page =
        runs.page(
            tenant,
            AskedRange.of(from, to, clock),
            filter,
            Optional.ofNullable(cursor).map(RunCursor::parse),
            limit);
    return new Items<>(page.stream().map(RunJson::of).toList(), next(page, limit));
  }

  private static @Nullable String next(List<Run> page, int limit) {
    if (page.size() < limit) {
      return null;
    }
    Run last = page.getLast();
    return new RunCursor(last.startNanos(), last.traceId(), last.runId()).toString();
  }

  @GetMapping("/{traceId}")
  @Operation(summary = "The runs and the spans of one trace")
  Trace trace(@PathVariable String traceId) {
    TraceId id = TraceId.parse(traceId);
    List<AgentEvent> events = spans.ofTrace(tenant, id);
    if (events.isEmpty()) {
      throw new NotFoundException("no trace " + traceId);
    }
    return new Trace(
        id.toString(),
        runs.ofTrace(tenant, id).stream().map(RunJson::of).toList(),
        events.stream().map(SpanJson::of).toList());
  }
}
