package dev.leeway.telemetry;

import dev.leeway.signals.fact.FactReaders;
import dev.leeway.telemetry.RefusedSpans.Range;
import dev.leeway.telemetry.convention.CompiledConventions;
import dev.leeway.telemetry.convention.Conventions;
import dev.leeway.telemetry.convention.KeyTable;
import dev.leeway.telemetry.price.PriceTable;
import dev.leeway.telemetry.wire.MalformedWire;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From the bytes of an ExportLogsServiceRequest to events and to what completes spans.
 *
 * <p>A line that is no event of an AI dialect costs a look at its name and is counted. Never throws
 * for what strangers sent, as {@link SpanDecoder} does not. Keeps what it learned about attribute
 * keys, and which requests to models wait for their responses, from one request to the next, within
 * bounds. Not thread-safe: one decoder per thread.
 */
public final class LogDecoder {
  private final KeyTable keys;
  private final RequestWalk walk;
  private final LogScan record = new LogScan();
  private final LogMapper mapper;

  public LogDecoder(UserIdHasher users) {
    this(users, FactReaders.standard());
  }

  public LogDecoder(UserIdHasher users, FactReaders facts) {
    this(users, PriceTable.bundled(), SpanLimits.defaults(), facts);
  }

  public LogDecoder(UserIdHasher users, PriceTable prices, SpanLimits limits, FactReaders facts) {
    CompiledConventions conventions = new CompiledConventions(Conventions.ALL);
    keys = new KeyTable(conventions);
    walk = new RequestWalk(keys, conventions, limits);
    mapper =
        new LogMapper(
            conventions,
            new SpanScan(keys, conventions, limits),
            SpanMapper.of(users, prices, limits, facts));
  }

  /**
   * Decodes one request.
   *
   * @param tenant from the credential, never empty
   * @param otlp is read, not kept
   * @param appendMillis the broker's append time, against which the records' times are judged
   */
  public DecodedLogs decode(String tenant, byte[] otlp, long appendMillis) {
    Batch batch = new Batch(tenant, otlp, appendMillis);
    try {
      walk.over(tenant, otlp, batch);
    } catch (MalformedWire e) {
      return Batch.undecodable(otlp, e);
    }
    return batch.close();
  }

  /** How often strangers filled the table of attribute keys. */
  public long keyTableRestarts() {
    return keys.restarts();
  }

  /** How often a request to a model was forgotten before its response was told of. */
  public long sentRequestsForgotten() {
    return mapper.sentRequestsForgotten();
  }

  /** What one request gave so far. */
  private final class Batch implements RequestWalk.Reader {
    private final LogRequest request;
    private final Map<String, RefusedSpans> refused = new HashMap<>();
    private int noted;
    private int plain;
    private int used;

    Batch(String tenant, byte[] bytes, long appendMillis) {
      this.request = new LogRequest(walk, tenant, bytes, appendMillis);
    }

    static DecodedLogs undecodable(byte[] bytes, MalformedWire reason) {
      String detail = String.valueOf(reason.getMessage());
      return new DecodedLogs(
          List.of(),
          List.of(),
          List.of(),
          List.of(new Undecodable(Undecodable.MALFORMED_REQUEST, detail, 1, bytes)),
          1,
          0,
          0,
          0,
          Map.of());
    }

    @Override
    public void item(int from, int to) {
      try {
        record.read(request.bytes(), from, to, walk.scopeName());
        LogKind kind = LogKind.of(record.name());
        if (kind == LogKind.PLAIN) {
          plain++;
        } else if (kind != LogKind.NOTED && mapper.take(request, record, kind, from, to)) {
          used++;
        } else {
          noted++;
        }
      } catch (MalformedWire e) {
        refuse(String.valueOf(e.getMessage()), from, to);
      }
    }

    @Override
    public void scopeStart() {
      mapper.enterScope();
    }

    @Override
    public void scopeEnd() {
      mapper.flush(request);
    }

    private void refuse(String detail, int from, int to) {
      refused
          .computeIfAbsent(
              Undecodable.MALFORMED_LOG,
              reason -> new RefusedSpans(reason, detail, request.bytes()))
          .add(walk.resourceRange(), walk.scopeRange(), new Range(from, to));
    }

    DecodedLogs close() {
      List<Undecodable> undecodable =
          refused.values().stream().map(RefusedSpans::toUndecodable).toList();
      int refusedRecords = undecodable.stream().mapToInt(Undecodable::spans).sum();
      return new DecodedLogs(
          request.events(),
          request.supplements(),
          request.evaluations(),
          undecodable,
          used + noted + plain + refusedRecords,
          used,
          noted,
          plain,
          request.unmapped().counts());
    }
  }
}
