package dev.leeway.telemetry;

import dev.leeway.signals.event.Hashes;
import dev.leeway.signals.event.TraceId;
import dev.leeway.telemetry.content.MessageEvents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request of log records while it is read, and what it gave so far.
 *
 * @param messages of the scope that is being read, by span
 */
// The bytes are read in place and never compared.
@SuppressWarnings("ArrayRecordComponent")
record LogRequest(
    RequestWalk walk,
    String tenant,
    byte[] bytes,
    long appendMillis,
    List<MappedSpan> events,
    List<MappedSpan> supplements,
    List<EvaluationRecord> evaluations,
    UnmappedKeys unmapped,
    Map<SpanKey, Messages> messages) {

  record SpanKey(TraceId trace, long spanId) {}

  /**
   * The messages of one span, and the first record that had one.
   *
   * @param id made of the records' own
   */
  record Messages(MessageEvents events, long nanos, int from, int to, long id) {

    Messages with(long recordId) {
      return new Messages(events, nanos, from, to, Hashes.hash64(id + " " + recordId));
    }
  }

  LogRequest(RequestWalk walk, String tenant, byte[] bytes, long appendMillis) {
    this(
        walk,
        tenant,
        bytes,
        appendMillis,
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new UnmappedKeys(),
        new LinkedHashMap<>());
  }
}
