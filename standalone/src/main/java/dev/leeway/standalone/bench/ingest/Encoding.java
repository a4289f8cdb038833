package dev.leeway.standalone.bench.ingest;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import dev.leeway.simulator.load.BodyTemplate;
import dev.leeway.simulator.otlp.Attributes;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** The same spans in each server's own protobuf. */
enum Encoding {
  OTLP {
    @Override
    BodyTemplate encode(List<DrawnSpan> spans) {
      byte[] encoding =
          ExportTraceServiceRequest.newBuilder()
              .addResourceSpans(
                  ResourceSpans.newBuilder()
                      .setResource(
                          Resource.newBuilder().addAttributes(Attributes.of("service.name", AGENT)))
                      .addScopeSpans(
                          ScopeSpans.newBuilder()
                              .addAllSpans(spans.stream().map(Encoding::otlp).toList())))
              .build()
              .toByteArray();
      return BodyTemplate.of(
          encoding,
          spans.stream().map(span -> span.marks(OptionalLong.of(span.end()))).toList(),
          TimeUnit.NANOSECONDS);
    }
  },
  /** Zipkin's {@code zipkin.proto3}: tags are texts, times are microseconds. */
  ZIPKIN {
    @Override
    BodyTemplate encode(List<DrawnSpan> spans) {
      Field.Builder list = Field.newBuilder();
      spans.forEach(span -> list.addLengthDelimited(zipkin(span)));
      return BodyTemplate.of(
          UnknownFieldSet.newBuilder().addField(1, list.build()).build().toByteArray(),
          spans.stream().map(span -> span.marks(OptionalLong.empty())).toList(),
          TimeUnit.MICROSECONDS);
    }
  };

  private static final String AGENT = "bench-agent";

  abstract BodyTemplate encode(List<DrawnSpan> spans);

  private static Span otlp(DrawnSpan span) {
    Span.Builder builder =
        Span.newBuilder()
            .setTraceId(span.traceId())
            .setSpanId(span.spanId())
            .setParentSpanId(span.parentId())
            .setKind(span.kind())
            .setName(span.name())
            .setStartTimeUnixNano(span.start())
            .setEndTimeUnixNano(span.end());
    span.attributes().forEach((key, value) -> builder.addAttributes(attribute(key, value)));
    return builder.build();
  }

  private static KeyValue attribute(String key, Object value) {
    return value instanceof Long number
        ? Attributes.of(key, number)
        : Attributes.of(key, String.valueOf(value));
  }

  private static ByteString zipkin(DrawnSpan span) {
    UnknownFieldSet.Builder builder =
        UnknownFieldSet.newBuilder()
            .addField(1, bytes(span.traceId()))
            .addField(3, bytes(span.spanId()))
            .addField(4, number(span.kind() == Span.SpanKind.SPAN_KIND_CLIENT ? 1 : 2))
            .addField(5, text(span.name()))
            .addField(6, Field.newBuilder().addFixed64(span.start()).build())
            .addField(7, number(TimeUnit.NANOSECONDS.toMicros(span.durationNanos())))
            .addField(8, bytes(fields(text(AGENT))));
    if (!span.parentId().isEmpty()) {
      builder.addField(2, bytes(span.parentId()));
    }
    Field.Builder tags = Field.newBuilder();
    span.attributes()
        .forEach((key, value) ->
            tags.addLengthDelimited(fields(text(key), text(String.valueOf(value)))));
    return builder.addField(11, tags.build()).build().toByteString();
  }

  /** Numbered from one. */
  private static ByteString fields(Field... fields) {
    UnknownFieldSet.Builder message = UnknownFieldSet.newBuilder();
    for (int i = 0; i < fields.length; i++) {
      message.addField(i + 1, fields[i]);
    }
    return message.build().toByteString();
  }

  private static Field text(String text) {
    return bytes(ByteString.copyFromUtf8(text));
  }

  private static Field bytes(ByteString bytes) {
    return Field.newBuilder().addLengthDelimited(bytes).build();
  }

  private static Field number(long number) {
    return Field.newBuilder().addVarint(number).build();
  }
}
