package dev.leeway.telemetry;

import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.fact.FactReaders;
import dev.leeway.telemetry.RefusedSpans.Range;
import dev.leeway.telemetry.convention.CompiledConventions;
import dev.leeway.telemetry.convention.Conventions;
import dev.leeway.telemetry.convention.KeyTable;
import dev.leeway.telemetry.price.PriceTable;
import dev.leeway.telemetry.wire.MalformedWire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From the bytes of an ExportTraceServiceRequest to events: scan, recognise the dialect, map.
 *
 * <p>Never throws for what strangers sent: a request that is not protobuf, a span that is not, or
 * one with invalid ids is a value of the batch, and its neighbours are decoded. Keeps what it
 * learned about attribute keys from one request to the next, within bounds. Not thread-safe: one
 * decoder per thread.
 *
 * <p>Log records have {@link LogDecoder}.
 */
public final class SpanDecoder {
  private final CompiledConventions conventions;
  private final KeyTable keys;
  private final SpanScan span;
  private final RequestWalk walk;
  private final SpanMapper mapper;

  public SpanDecoder(UserIdHasher users) {
    this(users, FactReaders.standard());
  }

  public SpanDecoder(UserIdHasher users, FactReaders facts) {
    this(users, PriceTable.bundled(), SpanLimits.defaults(), facts);
  }

  public SpanDecoder(UserIdHasher users, PriceTable prices, SpanLimits limits, FactReaders facts) {
    conventions = new CompiledConventions(Conventions.ALL);
    keys = new KeyTable(conventions);
    span = new SpanScan(keys, conventions, limits);
    walk = new RequestWalk(keys, conventions, limits);
    mapper = SpanMapper.of(users, prices, limits, facts);
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
      walk.over(tenant, otlp, (from, to) -> readSpan(batch, from, to));
    } catch (MalformedWire e) {
      return Batch.undecodable(otlp, e);
    }
    return batch.close();
  }

  /** How often strangers filled the table of attribute keys. */
  public long keyTableRestarts() {
    return keys.restarts();
  }

  private void readSpan(Batch batch, int from, int to) {
    try {
      span.read(batch.request, from, to, walk.scopeSigns());
    } catch (MalformedWire e) {
      batch.refuse(walk, Undecodable.MALFORMED_SPAN, e.getMessage(), from, to);
      return;
    }
    if (!span.invalidId().isEmpty()) {
      batch.refuse(walk, Undecodable.INVALID_ID, span.invalidId(), from, to);
      return;
    }
    if (Placeholders.isOne(span)) {
      batch.placeholders++;
      return;
    }
    Dialect dialect = Dialect.of(conventions, span.attributes().confidence());
    EventKind kind = KindRules.kindOf(span);
    batch.add(mapper.map(span, kind, walk, batch.tenant, dialect, batch.appendMillis));
    if (dialect.isKnown()) {
      batch.count(span.attributes(), dialect.confidence());
    }
  }

  /** What one request gave so far. */
  private static final class Batch {
    private final String tenant;
    private final byte[] request;
    private final long appendMillis;
    private final List<MappedSpan> spans = new ArrayList<>();
    private final Map<String, RefusedSpans> refused = new HashMap<>();
    private final UnmappedKeys unmapped = new UnmappedKeys();
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

    void refuse(RequestWalk walk, String reason, @Nullable String detail, int from, int to) {
      refused
          .computeIfAbsent(reason, key -> new RefusedSpans(reason, String.valueOf(detail), request))
          .add(walk.resourceRange(), walk.scopeRange(), new Range(from, to));
    }

    void count(AttributeFrame attributes, double confidence) {
      if (confidence < 0.5) {
        lowConfidence++;
      }
      unmapped.add(attributes);
    }

    DecodedBatch close() {
      List<Undecodable> undecodable =
          refused.values().stream().map(RefusedSpans::toUndecodable).toList();
      int refusedSpans = undecodable.stream().mapToInt(Undecodable::spans).sum();
      int seen = spans.size() + refusedSpans + placeholders;
      return new DecodedBatch(spans, undecodable, seen, unmapped.counts(), lowConfidence);
    }
  }
}
