package dev.leeway.telemetry;

import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.Hashes;
import dev.leeway.signals.event.TraceId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Makes the ids of events that come from log records, by hashes of what came: a client's retry
 * gives the same ids again, and records of one call meet in one event. Not thread-safe.
 */
final class LogIds {
  private final MessageDigest scope;
  private boolean inScope;

  LogIds() {
    try {
      scope = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The trace of all that belongs to one prompt of a conversation, or to the conversation. */
  static TraceId traceOf(String tenant, String conversation, String prompt) {
    ByteBuffer hash =
        ByteBuffer.wrap(Hashes.sha256(String.join("\0", "log", tenant, conversation, prompt)));
    long high = hash.getLong();
    return new TraceId(high == 0 ? 1 : high, hash.getLong());
  }

  /** The span above all records of a trace that was made so. */
  static long rootOf(TraceId trace) {
    return Hashes.hash64(trace + "\0root");
  }

  /** The span of a call that has an id of its own. */
  static long spanOf(TraceId trace, EventKind kind, String callId) {
    return Hashes.hash64(trace + "\0" + kind.name() + "\0" + callId);
  }

  /** The span of a record that is like no other. */
  long spanOf(byte[] bytes, int from, int to) {
    if (!inScope) {
      throw new IllegalStateException("a record's id is asked for before its scope is entered");
    }
    MessageDigest record = copyOf(scope);
    record.update(bytes, from, to - from);
    long hash = ByteBuffer.wrap(record.digest()).getLong();
    return hash == 0 ? 1 : hash;
  }

  /** Whether the records that come are known to belong to a scope. */
  boolean inScope() {
    return inScope;
  }

  void leaveScope() {
    inScope = false;
  }

  /** Hashes once what all records of a scope share: its resource may be long. */
  void enterScope(String tenant, byte[] bytes, RefusedSpans.Range resource, String scopeName) {
    scope.reset();
    scope.update(Hashes.sha256(tenant));
    scope.update(bytes, resource.from(), resource.to() - resource.from());
    scope.update(Hashes.sha256(scopeName));
    inScope = true;
  }

  private static MessageDigest copyOf(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("every JDK's SHA-256 can be cloned", e);
    }
  }
}
