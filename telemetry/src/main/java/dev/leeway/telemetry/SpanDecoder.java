package dev.leeway.telemetry;

import static dev.leeway.telemetry.wire.WireCursor.BYTES;

import dev.leeway.signals.event.Convention;
import dev.leeway.telemetry.RefusedSpans.Range;
import dev.leeway.telemetry.content.Payloads;
import dev.leeway.telemetry.convention.CompiledConventions;
import dev.leeway.telemetry.convention.Conventions;
import dev.leeway.telemetry.convention.Habit;
import dev.leeway.telemetry.convention.KeyTable;
import dev.leeway.telemetry.price.PriceTable;
import dev.leeway.telemetry.wire.LenientText;
import dev.leeway.telemetry.wire.MalformedWire;
import dev.leeway.telemetry.wire.WireCursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From the bytes of an ExportTraceServiceRequest to events: scan, recognise the dialect, map.
 *
 * <p>Never throws for what strangers sent: a request that is not protobuf, a span that is not, or
 * one with invalid ids is a value of the batch, and its neighbours are decoded. Keeps what it
 * learned about attribute keys from one request to the next, within bounds. Not thread-safe: one
 * decoder per thread.
 *
 * <p>Logs and metrics have their own requests and will have their own decoders beside this one.
 */
public final class SpanDecoder {
  private static final int SCOPE_NAME_BYTES_MAX = 256;

  /** A sign that is believed less only lets a dialect's other keys be believed. */
  private static final double CONFIDENCE_MIN = 0.2;

  private static final int SCHEMA_URL_BYTES_MAX = 256;

  private final CompiledConventions conventions;
  private final KeyTable keys;
  private final SpanScan span;
  private final ResourceScan resource;
  private final SpanMapper mapper;
  private final WireCursor requestCursor = new WireCursor();
  private final WireCursor resourceCursor = new WireCursor();
  private final WireCursor scopeCursor = new WireCursor();
  private final WireCursor inner = new WireCursor();

  public SpanDecoder(UserIdHasher users) {
    this(users, PriceTable.bundled(), SpanLimits.defaults());
  }

  public SpanDecoder(UserIdHasher users, PriceTable prices, SpanLimits limits) {
    conventions = new CompiledConventions(Conventions.ALL);
    keys = new KeyTable(conventions);
    span = new SpanScan(keys, conventions, limits);
    resource = new ResourceScan(keys, conventions, limits);
    mapper =
        new SpanMapper(
            new UsageRules(prices),
            new SpanContents(new Payloads(limits.contentBytesMax())),
            users,
            new AttributeMaps(limits.attributesMax()));
  }

  /**
   * Decodes one request.
   *
   * @param tenant from the credential, never empty
   * @param otlp is read, not kept
   * @param appendMillis the broker's append time, against which the spans' times are judged
   */
  public DecodedBatch decode(String tenant, byte[] otlp, long appendMillis) {
    Batch batch = new Batch(tenant, otlp, appendMillis);
    try {
      WireCursor cursor = requestCursor.over(otlp, 0, otlp.length);
      while (cursor.next()) {
        if (cursor.is(1, BYTES)) {
          readResourceSpans(batch, cursor.start(), cursor.end());
        }
      }
    } catch (MalformedWire e) {
      return Batch.undecodable(otlp, e);
    }
    return batch.close();
  }

  /** How often strangers filled the table of attribute keys. */
  public long keyTableRestarts() {
    return keys.restarts();
  }

  private void readResourceSpans(Batch batch, int from, int to) {
    resource.clear(batch.tenant, batch.request);
    int schemaFrom = from;
    int schemaTo = from;
    // Twice, because the resource may come after the spans.
    WireCursor cursor = resourceCursor.over(batch.request, from, to);
    while (cursor.next()) {
      if (cursor.is(1, BYTES)) {
        resource.read(batch.request, cursor.start(), cursor.end());
      } else if (cursor.is(3, BYTES)) {
        schemaFrom = cursor.start();
        schemaTo = cursor.end();
      }
    }
    resource.close();
    String schemaUrl = text(batch.request, schemaFrom, schemaTo, SCHEMA_URL_BYTES_MAX);
    cursor = resourceCursor.over(batch.request, from, to);
    while (cursor.next()) {
      if (cursor.is(2, BYTES)) {
        batch.resourceSpans = new Range(from, to);
        readScopeSpans(batch, schemaUrl, cursor.start(), cursor.end());
      }
    }
  }

  private void readScopeSpans(Batch batch, String resourceSchemaUrl, int from, int to) {
    String scopeName = "";
    String schemaUrl = resourceSchemaUrl;
    WireCursor cursor = scopeCursor.over(batch.request, from, to);
    while (cursor.next()) {
      if (cursor.is(1, BYTES)) {
        scopeName = scopeName(batch.request, cursor.start(), cursor.end());
      } else if (cursor.is(3, BYTES) && cursor.end() > cursor.start()) {
        schemaUrl = text(batch.request, cursor.start(), cursor.end(), SCHEMA_URL_BYTES_MAX);
      }
    }
    batch.scopeSpans = new Range(from, to);
    double[] scopeSigns = conventions.signsOfScope(scopeName, schemaUrl);
    cursor = scopeCursor.over(batch.request, from, to);
    while (cursor.next()) {
      if (cursor.is(2, BYTES)) {
        readSpan(batch, scopeName, scopeSigns, cursor.start(), cursor.end());
      }
    }
  }

  private void readSpan(Batch batch, String scopeName, double[] scopeSigns, int from, int to) {
    try {
      span.read(batch.request, from, to, scopeSigns);
    } catch (MalformedWire e) {
      batch.refuse(Undecodable.MALFORMED_SPAN, e.getMessage(), from, to);
      return;
    }
    if (!span.invalidId().isEmpty()) {
      batch.refuse(Undecodable.INVALID_ID, span.invalidId(), from, to);
      return;
    }
    if (Placeholders.isOne(span)) {
      batch.placeholders++;
      return;
    }
    int best = mostConfident(span.attributes().confidence());
    double confidence = best < 0 ? 0 : span.attributes().confidence()[best];
    Convention convention =
        best < 0 ? Convention.UNKNOWN : conventions.mappers().get(best).convention();
    Set<Habit> habits = best < 0 ? Set.of() : conventions.mappers().get(best).habits();
    batch.add(
        mapper.map(
            span, resource, batch.tenant, scopeName, convention, habits, batch.appendMillis));
    if (best >= 0) {
      batch.count(span.attributes(), confidence);
    }
  }

  /** The dialect of the strongest sign; of equal ones the first in the list. */
  private static int mostConfident(double[] confidence) {
    int best = -1;
    for (int number = 0; number < confidence.length; number++) {
      if (confidence[number] > (best < 0 ? CONFIDENCE_MIN : confidence[best])) {
        best = number;
      }
    }
    return best;
  }

  private String scopeName(byte[] request, int from, int to) {
    String name = "";
    WireCursor cursor = inner.over(request, from, to);
    while (cursor.next()) {
      if (cursor.is(1, BYTES)) {
        name = text(request, cursor.start(), cursor.end(), SCOPE_NAME_BYTES_MAX);
      }
    }
    return name;
  }

  private static String text(byte[] bytes, int from, int to, int bytesMax) {
    int end = to - from > bytesMax ? LenientText.boundary(bytes, from, from + bytesMax) : to;
    return LenientText.of(bytes, from, end);
  }

  /** What one request gave so far. */
  private static final class Batch {
    private static final Range NOWHERE = new Range(0, 0);

    private final String tenant;
    private final byte[] request;
    private final long appendMillis;
    private final List<MappedSpan> spans = new ArrayList<>();
    private final Map<String, RefusedSpans> refused = new HashMap<>();
    private final Map<String, Integer> unmapped = new HashMap<>();
    private Range resourceSpans = NOWHERE;
    private Range scopeSpans = NOWHERE;
    private int lowConfidence;
    private int placeholders;

    Batch(String tenant, byte[] request, long appendMillis) {
      this.tenant = tenant;
      this.request = request;
      this.appendMillis = appendMillis;
    }

    static DecodedBatch undecodable(byte[] request, MalformedWire reason) {
      String detail = String.valueOf(reason.getMessage());
      return new DecodedBatch(
          List.of(),
          List.of(new Undecodable(Undecodable.MALFORMED_REQUEST, detail, 1, request)),
          1,
          Map.of(),
          0);
    }

    void add(MappedSpan mapped) {
      spans.add(mapped);
    }

    void refuse(String reason, @Nullable String detail, int from, int to) {
      refused
          .computeIfAbsent(reason, key -> new RefusedSpans(reason, String.valueOf(detail), request))
          .add(resourceSpans, scopeSpans, new Range(from, to));
    }

    void count(AttributeFrame attributes, double confidence) {
      if (confidence < 0.5) {
        lowConfidence++;
      }
      for (int at = 0; at < attributes.size(); at++) {
        if (!attributes.key(at).meaning().known()) {
          String family = attributes.key(at).family();
          boolean full =
              unmapped.size() >= DecodedBatch.UNMAPPED_FAMILIES_MAX
                  && !unmapped.containsKey(family);
          unmapped.merge(full ? DecodedBatch.OTHER_FAMILIES : family, 1, Integer::sum);
        }
      }
    }

    DecodedBatch close() {
      List<Undecodable> undecodable =
          refused.values().stream().map(RefusedSpans::toUndecodable).toList();
      int refusedSpans = undecodable.stream().mapToInt(Undecodable::spans).sum();
      int seen = spans.size() + refusedSpans + placeholders;
      return new DecodedBatch(spans, undecodable, seen, unmapped, lowConfidence);
    }
  }
}
