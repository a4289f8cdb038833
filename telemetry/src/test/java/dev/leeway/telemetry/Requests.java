package dev.leeway.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/** Export requests that a reader can check by eye, written with protobuf's own library. */
final class Requests {
  static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  static final long START_NANOS = START.getEpochSecond() * 1_000_000_000L;

  /** When the broker took the request in: two seconds later. */
  static final long APPEND_MILLIS = START.toEpochMilli() + 2_000;

  private Requests() {}

  static SpanDecoder decoder() {
    return new SpanDecoder(new UserIdHasher("a secret of the tests".getBytes(UTF_8)));
  }

  static LogDecoder logDecoder() {
    return new LogDecoder(new UserIdHasher("a secret of the tests".getBytes(UTF_8)));
  }

  /** The only span of a request with a resource that is named and nothing else. */
  static MappedSpan map(Span.Builder span) {
    return map(resource("service.name", "shop"), "test", "", span);
  }

  static MappedSpan map(Resource resource, String scope, String schemaUrl, Span.Builder span) {
    DecodedBatch batch =
        decoder().decode("acme", request(resource, scope, schemaUrl, span), APPEND_MILLIS);
    if (batch.spans().size() != 1) {
      throw new AssertionError("expected one span, came " + batch);
    }
    return batch.spans().get(0);
  }

  static byte[] request(Span.Builder... spans) {
    return request(resource("service.name", "shop"), "test", "", spans);
  }

  static byte[] request(Resource resource, String scope, String schemaUrl, Span.Builder... spans) {
    ScopeSpans.Builder scopeSpans =
        ScopeSpans.newBuilder()
            .setScope(InstrumentationScope.newBuilder().setName(scope))
            .setSchemaUrl(schemaUrl);
    for (Span.Builder span : spans) {
      scopeSpans.addSpans(span);
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder().setResource(resource).addScopeSpans(scopeSpans))
        .build()
        .toByteArray();
  }

  /** A root span of one second. */
  static Span.Builder span(String name) {
    return Span.newBuilder()
        .setTraceId(ByteString.fromHex("0102030405060708090a0b0c0d0e0f10"))
        .setSpanId(ByteString.fromHex("1112131415161718"))
        .setName(name)
        .setKind(Span.SpanKind.SPAN_KIND_INTERNAL)
        .setStartTimeUnixNano(START_NANOS)
        .setEndTimeUnixNano(START_NANOS + 1_000_000_000L);
  }

  /** The same with attributes: key, value, key, value. */
  static Span.Builder span(String name, Object... attributes) {
    return span(name).addAllAttributes(pairs(attributes));
  }

  static Resource resource(Object... attributes) {
    return Resource.newBuilder().addAllAttributes(pairs(attributes)).build();
  }

  static Span.Event.Builder event(String name, long millisAfterStart, Object... attributes) {
    return Span.Event.newBuilder()
        .setName(name)
        .setTimeUnixNano(START_NANOS + millisAfterStart * 1_000_000)
        .addAllAttributes(pairs(attributes));
  }

  static List<KeyValue> pairs(Object... attributes) {
    KeyValueList.Builder list = KeyValueList.newBuilder();
    for (int i = 0; i < attributes.length; i += 2) {
      list.addValues(pair((String) attributes[i], attributes[i + 1]));
    }
    return list.getValuesList();
  }

  static KeyValue pair(String key, Object value) {
    return KeyValue.newBuilder().setKey(key).setValue(value(value)).build();
  }

  static AnyValue value(Object value) {
    AnyValue.Builder any = AnyValue.newBuilder();
    switch (value) {
      case String text -> any.setStringValue(text);
      case Boolean flag -> any.setBoolValue(flag);
      case Integer number -> any.setIntValue(number);
      case Long number -> any.setIntValue(number);
      case Double number -> any.setDoubleValue(number);
      case byte[] bytes -> any.setBytesValue(ByteString.copyFrom(bytes));
      case List<?> items -> {
        ArrayValue.Builder array = ArrayValue.newBuilder();
        items.forEach(item -> array.addValues(value(item)));
        any.setArrayValue(array);
      }
      case Map<?, ?> map -> {
        KeyValueList.Builder list = KeyValueList.newBuilder();
        for (Entry<?, ?> entry : map.entrySet()) {
          list.addValues(pair((String) entry.getKey(), entry.getValue()));
        }
        any.setKvlistValue(list);
      }
      case AnyValue ready -> any.mergeFrom(ready);
      default -> throw new IllegalArgumentException("no attribute value: " + value);
    }
    return any.build();
  }
}
