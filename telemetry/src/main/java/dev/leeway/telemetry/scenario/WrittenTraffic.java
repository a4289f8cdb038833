package dev.leeway.telemetry.scenario;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Writes out what a scenario says in short: a resource with the attribute {@code scenario.repeat},
 * such as {@code 40 times every 60s}, stands for so many copies of all its spans, each that much
 * later than the one before, in traces of their own. The first copy is as written.
 *
 * <p>The ids of a copy follow from those written and its number, so that the same file always means
 * the same spans. Without such an attribute a request stands for itself.
 */
public final class WrittenTraffic {
  public static final String REPEAT = "scenario.repeat";

  /** How much later than they end a resource's spans are sent, such as {@code 90s}. */
  public static final String LATE = "scenario.late";

  private static final Pattern LENGTH = Pattern.compile("(\\d{1,5})(s|m|h)");
  private static final Pattern TIMES = Pattern.compile("(\\d{1,5}) times every (\\d{1,5})(s|m|h)");
  private static final int SPANS_MAX = 200_000;

  /** Odd, and so no two numbers of copies change an id in the same way. */
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private WrittenTraffic() {}

  /**
   * The request in full.
   *
   * @throws IllegalArgumentException where the attribute can't be read, or says more than {@value
   *     #SPANS_MAX} spans
   */
  public static ExportTraceServiceRequest expanded(ExportTraceServiceRequest written) {
    ExportTraceServiceRequest.Builder all = ExportTraceServiceRequest.newBuilder();
    for (ResourceSpans resource : written.getResourceSpansList()) {
      OptionalInt attribute = placeOf(REPEAT, resource.getResource());
      if (attribute.isEmpty()) {
        all.addResourceSpans(resource);
      } else {
        all.addResourceSpans(repeated(resource, attribute.getAsInt()));
      }
    }
    return all.build();
  }

  /**
   * How much later than they end the spans of a resource are sent; zero for most.
   *
   * @throws IllegalArgumentException where the attribute can't be read
   */
  public static long lateMillis(Resource resource) {
    OptionalInt attribute = placeOf(LATE, resource);
    if (attribute.isEmpty()) {
      return 0;
    }
    String written = resource.getAttributes(attribute.getAsInt()).getValue().getStringValue();
    Matcher said = LENGTH.matcher(written);
    if (!said.matches()) {
      throw new IllegalArgumentException("%s: expected '90s', came '%s'".formatted(LATE, written));
    }
    return Long.parseLong(said.group(1)) * nanosOf(said.group(2)) / 1_000_000;
  }

  private static OptionalInt placeOf(String key, Resource resource) {
    return IntStream.range(0, resource.getAttributesCount())
        .filter(i -> resource.getAttributes(i).getKey().equals(key))
        .findFirst();
  }

  private static ResourceSpans repeated(ResourceSpans written, int attribute) {
    KeyValue repeat = written.getResource().getAttributes(attribute);
    Matcher said = TIMES.matcher(repeat.getValue().getStringValue());
    if (!said.matches()) {
      throw new IllegalArgumentException(
          "%s: expected '40 times every 60s', came '%s'"
              .formatted(REPEAT, repeat.getValue().getStringValue()));
    }
    int times = Integer.parseInt(said.group(1));
    long everyNanos = Long.parseLong(said.group(2)) * nanosOf(said.group(3));
    long spans =
        (long) times
            * written.getScopeSpansList().stream().mapToLong(ScopeSpans::getSpansCount).sum();
    if (spans > SPANS_MAX) {
      throw new IllegalArgumentException(
          "%s: expected at most %d spans, came %d".formatted(REPEAT, SPANS_MAX, spans));
    }
    ResourceSpans.Builder all = written.toBuilder().clearScopeSpans();
    all.getResourceBuilder().removeAttributes(attribute);
    for (ScopeSpans scope : written.getScopeSpansList()) {
      List<Span> copies = new ArrayList<>();
      for (int copy = 0; copy < times; copy++) {
        for (Span span : scope.getSpansList()) {
          copies.add(copyOf(span, copy, copy * everyNanos));
        }
      }
      all.addScopeSpans(scope.toBuilder().clearSpans().addAllSpans(copies));
    }
    return all.build();
  }

  private static long nanosOf(String unit) {
    long seconds =
        switch (unit) {
          case "s" -> 1;
          case "m" -> 60;
          default -> 3_600;
        };
    return seconds * 1_000_000_000;
  }

  private static Span copyOf(Span span, int copy, long laterNanos) {
    Span.Builder later =
        span.toBuilder()
            .setTraceId(idOf(span.getTraceId(), copy))
            .setSpanId(idOf(span.getSpanId(), copy))
            .setParentSpanId(idOf(span.getParentSpanId(), copy))
            .setStartTimeUnixNano(span.getStartTimeUnixNano() + laterNanos)
            .setEndTimeUnixNano(span.getEndTimeUnixNano() + laterNanos);
    for (Span.Event.Builder event : later.getEventsBuilderList()) {
      event.setTimeUnixNano(event.getTimeUnixNano() + laterNanos);
    }
    return later.build();
  }

  /** The last eight bytes are changed; a missing parent stays missing. */
  private static ByteString idOf(ByteString id, int copy) {
    if (id.size() < Long.BYTES) {
      return id;
    }
    ByteBuffer bytes = ByteBuffer.wrap(id.toByteArray());
    int last = id.size() - Long.BYTES;
    return ByteString.copyFrom(bytes.putLong(last, bytes.getLong(last) ^ copy * MIX).array());
  }
}
