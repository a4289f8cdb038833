package dev.leeway.telemetry.json;

import static dev.leeway.telemetry.json.FieldType.message;
import static dev.leeway.telemetry.json.FieldType.messages;
import static dev.leeway.telemetry.json.FieldType.names;
import static dev.leeway.telemetry.json.FieldType.scalar;
import static dev.leeway.telemetry.json.FieldType.scalars;

import dev.leeway.telemetry.json.FieldType.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OTLP's messages by the names that their members have in JSON (opentelemetry-proto 1.11.0). */
final class OtlpSchema {
  private static final List<String> KINDS =
      List.of(
          "SPAN_KIND_UNSPECIFIED",
          "SPAN_KIND_INTERNAL",
          "SPAN_KIND_SERVER",
          "SPAN_KIND_CLIENT",
          "SPAN_KIND_PRODUCER",
          "SPAN_KIND_CONSUMER");
  private static final List<String> CODES =
      List.of("STATUS_CODE_UNSET", "STATUS_CODE_OK", "STATUS_CODE_ERROR");
  private static final List<String> TEMPORALITIES =
      List.of(
          "AGGREGATION_TEMPORALITY_UNSPECIFIED",
          "AGGREGATION_TEMPORALITY_DELTA",
          "AGGREGATION_TEMPORALITY_CUMULATIVE");

  private static final Map<MessageType, Map<String, FieldType>> FIELDS = fields();

  private OtlpSchema() {}

  /** The member of that name, null where OTLP has none. */
  static @Nullable FieldType field(MessageType type, String name) {
    return FIELDS.getOrDefault(type, Map.of()).get(name);
  }

  private static Map<MessageType, Map<String, FieldType>> fields() {
    Map<MessageType, Map<String, FieldType>> all = new EnumMap<>(MessageType.class);
    envelopes(all);
    traces(all);
    logs(all);
    metrics(all);
    points(all);
    values(all);
    return all;
  }

  private static void envelopes(Map<MessageType, Map<String, FieldType>> all) {
    put(all, MessageType.TRACES, messages("resourceSpans", 1, MessageType.RESOURCE_SPANS));
    put(all, MessageType.METRICS, messages("resourceMetrics", 1, MessageType.RESOURCE_METRICS));
    put(all, MessageType.LOGS, messages("resourceLogs", 1, MessageType.RESOURCE_LOGS));
    resource(all, MessageType.RESOURCE_SPANS, "scopeSpans", MessageType.SCOPE_SPANS);
    resource(all, MessageType.RESOURCE_METRICS, "scopeMetrics", MessageType.SCOPE_METRICS);
    resource(all, MessageType.RESOURCE_LOGS, "scopeLogs", MessageType.SCOPE_LOGS);
    scope(all, MessageType.SCOPE_SPANS, "spans", MessageType.SPAN);
    scope(all, MessageType.SCOPE_METRICS, "metrics", MessageType.METRIC);
    scope(all, MessageType.SCOPE_LOGS, "logRecords", MessageType.LOG_RECORD);
    put(
        all,
        MessageType.RESOURCE,
        messages("attributes", 1, MessageType.KEY_VALUE),
        scalar("droppedAttributesCount", 2, Kind.VARINT),
        messages("entityRefs", 3, MessageType.ENTITY_REF));
    put(
        all,
        MessageType.ENTITY_REF,
        scalar("schemaUrl", 1, Kind.STRING),
        scalar("type", 2, Kind.STRING),
        scalars("idKeys", 3, Kind.STRING),
        scalars("descriptionKeys", 4, Kind.STRING));
    put(
        all,
        MessageType.SCOPE,
        scalar("name", 1, Kind.STRING),
        scalar("version", 2, Kind.STRING),
        messages("attributes", 3, MessageType.KEY_VALUE),
        scalar("droppedAttributesCount", 4, Kind.VARINT));
  }

  private static void traces(Map<MessageType, Map<String, FieldType>> all) {
    put(
        all,
        MessageType.SPAN,
        scalar("traceId", 1, Kind.HEX),
        scalar("spanId", 2, Kind.HEX),
        scalar("traceState", 3, Kind.STRING),
        scalar("parentSpanId", 4, Kind.HEX),
        scalar("name", 5, Kind.STRING),
        names("kind", 6, KINDS),
        scalar("startTimeUnixNano", 7, Kind.FIXED64),
        scalar("endTimeUnixNano", 8, Kind.FIXED64),
        messages("attributes", 9, MessageType.KEY_VALUE),
        scalar("droppedAttributesCount", 10, Kind.VARINT),
        messages("events", 11, MessageType.EVENT),
        scalar("droppedEventsCount", 12, Kind.VARINT),
        messages("links", 13, MessageType.LINK),
        scalar("droppedLinksCount", 14, Kind.VARINT),
        message("status", 15, MessageType.STATUS),
        scalar("flags", 16, Kind.FIXED32));
    put(
        all,
        MessageType.EVENT,
        scalar("timeUnixNano", 1, Kind.FIXED64),
        scalar("name", 2, Kind.STRING),
        messages("attributes", 3, MessageType.KEY_VALUE),
        scalar("droppedAttributesCount", 4, Kind.VARINT));
    put(
        all,
        MessageType.LINK,
        scalar("traceId", 1, Kind.HEX),
        scalar("spanId", 2, Kind.HEX),
        scalar("traceState", 3, Kind.STRING),
        messages("attributes", 4, MessageType.KEY_VALUE),
        scalar("droppedAttributesCount", 5, Kind.VARINT),
        scalar("flags", 6, Kind.FIXED32));
    put(all, MessageType.STATUS, scalar("message", 2, Kind.STRING), names("code", 3, CODES));
  }

  private static void logs(Map<MessageType, Map<String, FieldType>> all) {
    put(
        all,
        MessageType.LOG_RECORD,
        scalar("timeUnixNano", 1, Kind.FIXED64),
        names("severityNumber", 2, severities()),
        scalar("severityText", 3, Kind.STRING),
        message("body", 5, MessageType.ANY_VALUE),
        messages("attributes", 6, MessageType.KEY_VALUE),
        scalar("droppedAttributesCount", 7, Kind.VARINT),
        scalar("flags", 8, Kind.FIXED32),
        scalar("traceId", 9, Kind.HEX),
        scalar("spanId", 10, Kind.HEX),
        scalar("observedTimeUnixNano", 11, Kind.FIXED64),
        scalar("eventName", 12, Kind.STRING));
  }

  private static void metrics(Map<MessageType, Map<String, FieldType>> all) {
    put(
        all,
        MessageType.METRIC,
        scalar("name", 1, Kind.STRING),
        scalar("description", 2, Kind.STRING),
        scalar("unit", 3, Kind.STRING),
        message("gauge", 5, MessageType.GAUGE),
        message("sum", 7, MessageType.SUM),
        message("histogram", 9, MessageType.HISTOGRAM),
        message("exponentialHistogram", 10, MessageType.EXPONENTIAL_HISTOGRAM),
        message("summary", 11, MessageType.SUMMARY),
        messages("metadata", 12, MessageType.KEY_VALUE));
    FieldType temporality = names("aggregationTemporality", 2, TEMPORALITIES);
    put(all, MessageType.GAUGE, messages("dataPoints", 1, MessageType.NUMBER_POINT));
    put(
        all,
        MessageType.SUM,
        messages("dataPoints", 1, MessageType.NUMBER_POINT),
        temporality,
        scalar("isMonotonic", 3, Kind.BOOL));
    put(
        all,
        MessageType.HISTOGRAM,
        messages("dataPoints", 1, MessageType.HISTOGRAM_POINT),
        temporality);
    put(
        all,
        MessageType.EXPONENTIAL_HISTOGRAM,
        messages("dataPoints", 1, MessageType.EXPONENTIAL_POINT),
        temporality);
    put(all, MessageType.SUMMARY, messages("dataPoints", 1, MessageType.SUMMARY_POINT));
  }

  private static void points(Map<MessageType, Map<String, FieldType>> all) {
    FieldType start = scalar("startTimeUnixNano", 2, Kind.FIXED64);
    FieldType time = scalar("timeUnixNano", 3, Kind.FIXED64);
    put(
        all,
        MessageType.NUMBER_POINT,
        start,
        time,
        scalar("asDouble", 4, Kind.DOUBLE),
        messages("exemplars", 5, MessageType.EXEMPLAR),
        scalar("asInt", 6, Kind.FIXED64),
        messages("attributes", 7, MessageType.KEY_VALUE),
        scalar("flags", 8, Kind.VARINT));
    put(
        all,
        MessageType.HISTOGRAM_POINT,
        start,
        time,
        scalar("count", 4, Kind.FIXED64),
        scalar("sum", 5, Kind.DOUBLE),
        scalars("bucketCounts", 6, Kind.FIXED64),
        scalars("explicitBounds", 7, Kind.DOUBLE),
        messages("exemplars", 8, MessageType.EXEMPLAR),
        messages("attributes", 9, MessageType.KEY_VALUE),
        scalar("flags", 10, Kind.VARINT),
        scalar("min", 11, Kind.DOUBLE),
        scalar("max", 12, Kind.DOUBLE));
    put(
        all,
        MessageType.EXPONENTIAL_POINT,
        messages("attributes", 1, MessageType.KEY_VALUE),
        start,
        time,
        scalar("count", 4, Kind.FIXED64),
        scalar("sum", 5, Kind.DOUBLE),
        scalar("scale", 6, Kind.ZIGZAG),
        scalar("zeroCount", 7, Kind.FIXED64),
        message("positive", 8, MessageType.BUCKETS),
        message("negative", 9, MessageType.BUCKETS),
        scalar("flags", 10, Kind.VARINT),
        messages("exemplars", 11, MessageType.EXEMPLAR),
        scalar("min", 12, Kind.DOUBLE),
        scalar("max", 13, Kind.DOUBLE),
        scalar("zeroThreshold", 14, Kind.DOUBLE));
    put(
        all,
        MessageType.BUCKETS,
        scalar("offset", 1, Kind.ZIGZAG),
        scalars("bucketCounts", 2, Kind.VARINT));
    put(
        all,
        MessageType.SUMMARY_POINT,
        start,
        time,
        scalar("count", 4, Kind.FIXED64),
        scalar("sum", 5, Kind.DOUBLE),
        messages("quantileValues", 6, MessageType.QUANTILE),
        messages("attributes", 7, MessageType.KEY_VALUE),
        scalar("flags", 8, Kind.VARINT));
    put(
        all,
        MessageType.QUANTILE,
        scalar("quantile", 1, Kind.DOUBLE),
        scalar("value", 2, Kind.DOUBLE));
    put(
        all,
        MessageType.EXEMPLAR,
        scalar("timeUnixNano", 2, Kind.FIXED64),
        scalar("asDouble", 3, Kind.DOUBLE),
        scalar("spanId", 4, Kind.HEX),
        scalar("traceId", 5, Kind.HEX),
        scalar("asInt", 6, Kind.FIXED64),
        messages("filteredAttributes", 7, MessageType.KEY_VALUE));
  }

  private static void values(Map<MessageType, Map<String, FieldType>> all) {
    put(
        all,
        MessageType.KEY_VALUE,
        scalar("key", 1, Kind.STRING),
        message("value", 2, MessageType.ANY_VALUE),
        // Of profiles alone: kept, so that whoever reads the result can say that it is not read.
        scalar("keyStrindex", 3, Kind.VARINT));
    put(
        all,
        MessageType.ANY_VALUE,
        scalar("stringValue", 1, Kind.STRING),
        scalar("boolValue", 2, Kind.BOOL),
        scalar("intValue", 3, Kind.VARINT),
        scalar("doubleValue", 4, Kind.DOUBLE),
        message("arrayValue", 5, MessageType.ARRAY_VALUE),
        message("kvlistValue", 6, MessageType.KEY_VALUE_LIST),
        scalar("bytesValue", 7, Kind.BASE64),
        scalar("stringValueStrindex", 8, Kind.VARINT));
    put(all, MessageType.ARRAY_VALUE, messages("values", 1, MessageType.ANY_VALUE));
    put(all, MessageType.KEY_VALUE_LIST, messages("values", 1, MessageType.KEY_VALUE));
  }

  private static void resource(
      Map<MessageType, Map<String, FieldType>> all,
      MessageType type,
      String scopes,
      MessageType scope) {
    put(
        all,
        type,
        message("resource", 1, MessageType.RESOURCE),
        messages(scopes, 2, scope),
        scalar("schemaUrl", 3, Kind.STRING));
  }

  private static void scope(
      Map<MessageType, Map<String, FieldType>> all,
      MessageType type,
      String items,
      MessageType item) {
    put(
        all,
        type,
        message("scope", 1, MessageType.SCOPE),
        messages(items, 2, item),
        scalar("schemaUrl", 3, Kind.STRING));
  }

  /** TRACE, TRACE2, TRACE3, TRACE4, DEBUG … FATAL4 are 1 to 24. */
  private static List<String> severities() {
    List<String> names = new ArrayList<>();
    names.add("SEVERITY_NUMBER_UNSPECIFIED");
    for (String level : List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL")) {
      for (int i = 1; i <= 4; i++) {
        names.add("SEVERITY_NUMBER_" + level + (i == 1 ? "" : Integer.toString(i)));
      }
    }
    return names;
  }

  private static void put(
      Map<MessageType, Map<String, FieldType>> all, MessageType type, FieldType... fields) {
    Map<String, FieldType> byName = new HashMap<>();
    for (FieldType field : fields) {
      byName.put(field.name(), field);
    }
    all.put(type, byName);
  }
}
