package dev.leeway.webui.intake;

import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenTelemetry's log records of events that one sender tells. Not thread-safe. */
public final class EventLogs {
  private final ObjectNode request = JsonMapper.shared().createObjectNode();
  private final ArrayNode records;

  private EventLogs(ObjectNode resourceLogs, String scope) {
    request.putArray("resourceLogs").add(resourceLogs);
    ObjectNode scopeLogs = resourceLogs.putArray("scopeLogs").addObject();
    scopeLogs.putObject("scope").put("name", scope);
    records = scopeLogs.putArray("logRecords");
  }

  /** Of a sender that is no service. */
  public static EventLogs of(String scope) {
    return new EventLogs(JsonMapper.shared().createObjectNode(), scope);
  }

  /** Of a service by the scope's name. */
  public static EventLogs ofService(String scope) {
    ObjectNode resourceLogs = JsonMapper.shared().createObjectNode();
    attribute(resourceLogs.putObject("resource").putArray("attributes"), "service.name", scope);
    return new EventLogs(resourceLogs, scope);
  }

  /** Adds an event; more may be put into the record that comes back. */
  public ObjectNode add(Instant at, String event, Map<String, String> attributes) {
    ObjectNode added = records.addObject();
    added.put("timeUnixNano", at.toEpochMilli() + "000000");
    added.put("eventName", event);
    ArrayNode told = added.putArray("attributes");
    attributes.forEach((name, value) -> attribute(told, name, value));
    return added;
  }

  public int size() {
    return records.size();
  }

  /** An ExportLogsServiceRequest. */
  public JsonNode otlp() {
    return request;
  }

  private static void attribute(ArrayNode attributes, String name, String value) {
    attributes.addObject().put("key", name).putObject("value").put("stringValue", value);
  }
}
