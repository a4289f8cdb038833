package dev.leeway.webui.source;

import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.intake.CollectorLogs;
import dev.leeway.webui.intake.IntakeFailedException;
import dev.leeway.webui.intake.IntakeRefusedException;
import io.micrometer.core.instrument.Counter;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Hands what pipelines told on to the collector, as log records. Thread-safe. */
@Component
public final class SourceIntake {
  public static final int EVENTS_MAX = 10_000;

  private final CollectorLogs collector;
  private final Counter handedOn;
  private final Counter failures;

  SourceIntake(CollectorLogs collector, WebUiSettings settings) {
    this.collector = collector;
    handedOn = settings.metrics().counter("leeway.web.source.events");
    failures = settings.metrics().counter("leeway.web.source.failures");
  }

  /**
   * Returns when the collector has acknowledged all of them.
   *
   * @throws IntakeFailedException when it has not yet; all may be sent again
   * @throws IntakeRefusedException when it will not; sending again is no use
   */
  public void take(List<SourceEvent> events) {
    if (events.size() > EVENTS_MAX) {
      throw new IllegalArgumentException(
          "expected at most %d updates of sources in a request, came %d"
              .formatted(EVENTS_MAX, events.size()));
    }
    if (events.isEmpty()) {
      return;
    }
    try {
      collector.take(otlp(events));
    } catch (IntakeFailedException | IntakeRefusedException e) {
      failures.increment();
      throw e;
    }
    handedOn.increment(events.size());
  }

  private static JsonNode otlp(List<SourceEvent> events) {
    ObjectNode request = JsonMapper.shared().createObjectNode();
    ObjectNode resourceLogs = request.putArray("resourceLogs").addObject();
    ObjectNode scopeLogs = resourceLogs.putArray("scopeLogs").addObject();
    scopeLogs.putObject("scope").put("name", "leeway.sources");
    ArrayNode records = scopeLogs.putArray("logRecords");
    for (SourceEvent event : events) {
      ObjectNode record = records.addObject();
      record.put("timeUnixNano", event.at().toEpochMilli() + "000000");
      record.put("eventName", "data_source.update");
      ArrayNode attributes = record.putArray("attributes");
      event
          .attributes()
          .forEach((name, value) ->
              attributes.addObject().put("key", name).putObject("value").put("stringValue", value));
    }
    return request;
  }
}
