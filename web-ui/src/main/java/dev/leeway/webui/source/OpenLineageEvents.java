package dev.leeway.webui.source;

import dev.leeway.signals.source.SourceTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Translates OpenLineage events: a run that ended says of each output that it was updated, or that
 * this failed; inputs tell what was measured of them. Events that end no run say nothing.
 */
public final class OpenLineageEvents {
  private OpenLineageEvents() {}

  /**
   * Translates one event, or an array of them.
   *
   * @throws IllegalArgumentException when one is no OpenLineage event, saying which and why
   */
  public static List<SourceEvent> of(JsonNode body) {
    List<SourceEvent> events = new ArrayList<>();
    if (body.isArray()) {
      int index = 0;
      for (JsonNode event : body) {
        add("event " + index++, event, events);
      }
    } else {
      add("event", body, events);
    }
    return events;
  }

  private static void add(String where, JsonNode event, List<SourceEvent> events) {
    if (!event.isObject()) {
      throw new IllegalArgumentException(
          "%s: expected an OpenLineage event as JSON object, came %s"
              .formatted(where, Members.shown(event)));
    }
    Instant at = Members.needTime(where, event, "eventTime");
    if (!event.path("run").isObject()) {
      // Events of jobs and datasets alone tell of metadata, not of an update.
      if (!event.path("job").isObject() && !event.path("dataset").isObject()) {
        throw new IllegalArgumentException(
            where + ": expected a run, a job or a dataset, came none of them");
      }
      return;
    }
    Members.needText(where, event.path("run"), "runId");
    Members.needText(where, event.path("job"), "name");
    switch (Members.text(event, "eventType")) {
      case "COMPLETE" -> addRun(where, event, at, true, events);
      case "FAIL", "ABORT" -> addRun(where, event, at, false, events);
      case "START", "RUNNING", "OTHER", "" -> {}
      default ->
          throw new IllegalArgumentException(
              where
                  + ": expected START, RUNNING, COMPLETE, ABORT, FAIL or OTHER as eventType, came "
                  + Members.shown(event.path("eventType")));
    }
  }

  private static void addRun(
      String where, JsonNode event, Instant at, boolean complete, List<SourceEvent> events) {
    int index = 0;
    for (JsonNode output : event.path("outputs")) {
      String place = where + ", output " + index++;
      events.add(output(place, output, event.path("run"), at, complete));
    }
    index = 0;
    for (JsonNode input : event.path("inputs")) {
      String place = where + ", input " + index++;
      String id = idOf(place, input);
      JsonNode quality = qualityOf(input, "inputFacets");
      if (quality.isObject()) {
        SourceEvent.Builder measured = about(id, input, event.path("run"));
        events.add(
            withQuality(measured, quality)
                .with("loaded_at", Members.text(quality, "lastUpdated"))
                .at(at));
      }
    }
  }

  private static SourceEvent output(
      String where, JsonNode output, JsonNode run, Instant at, boolean complete) {
    String id = idOf(where, output);
    SourceEvent.Builder told = withQuality(about(id, output, run), qualityOf(output, "facets"));
    if (!complete) {
      String error = Members.text(run.path("facets").path("errorMessage"), "message");
      return told.with("status", "failed").with("error", error).at(at);
    }
    JsonNode statistics = output.path("outputFacets").path("outputStatistics");
    return told.with("status", "success")
        .with("loaded_at", at.toString())
        .with("as_of", asOf(run, at))
        .with("rows", Members.count(statistics, "rowCount"))
        .with("bytes", Members.count(statistics, "size"))
        .at(at);
  }

  private static SourceEvent.Builder about(String id, JsonNode dataset, JsonNode run) {
    JsonNode facets = dataset.path("facets");
    return new SourceEvent.Builder()
        .with("carrier", "openlineage")
        .with("id", id)
        .with("type", "table")
        .with("run_id", Members.text(run, "runId"))
        .with("version", Members.text(facets.path("version"), "datasetVersion"));
  }

  /** The end of the data's window, which a run that is early has not reached yet. */
  private static String asOf(JsonNode run, Instant at) {
    Long end =
        SourceTime.millisOf(Members.text(run.path("facets").path("nominalTime"), "nominalEndTime"));
    return end == null ? "" : Instant.ofEpochMilli(Math.min(end, at.toEpochMilli())).toString();
  }

  private static JsonNode qualityOf(JsonNode dataset, String facets) {
    JsonNode first = dataset.path(facets).path("dataQualityMetrics");
    return first.isObject() ? first : dataset.path("facets").path("dataQualityMetrics");
  }

  private static SourceEvent.Builder withQuality(SourceEvent.Builder told, JsonNode quality) {
    long nulls = 0;
    long columns = 0;
    for (JsonNode column : quality.path("columnMetrics")) {
      JsonNode count = column.path("nullCount");
      if (count.isIntegralNumber() && count.canConvertToLong() && count.longValue() >= 0) {
        nulls += count.longValue();
        columns++;
      }
    }
    String rows = Members.count(quality, "rowCount");
    double values = rows.isEmpty() ? 0 : (double) columns * Long.parseLong(rows);
    double share = values > 0 ? nulls / values : -1;
    return told.with("rows", rows)
        .with("bytes", Members.count(quality, "bytes"))
        .with("null_share", share >= 0 && share <= 1 ? Double.toString(share) : "");
  }

  private static String idOf(String where, JsonNode dataset) {
    return Members.needText(where, dataset, "namespace")
        + "/"
        + Members.needText(where, dataset, "name");
  }
}
