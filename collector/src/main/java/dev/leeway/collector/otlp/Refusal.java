package dev.leeway.collector.otlp;

import java.util.Locale;

/**
 * Why a request or one item of it is not taken: the one table of statuses.
 *
 * <p>Items (spans, log records, data points) are refused by partial success, so their statuses are
 * used only where nothing of a request is left. A retryable refusal tells the client when to come
 * again; none of the others is sent again by a client that follows OTLP.
 */
public enum Refusal {
  /** A trace id that is not 16 bytes, or all zeros. */
  TRACE_ID(400, Grpc.INVALID_ARGUMENT),
  /** A span id that is not 8 bytes, or all zeros. */
  SPAN_ID(400, Grpc.INVALID_ARGUMENT),
  /** Values nested deeper than the bound. */
  NESTING(400, Grpc.INVALID_ARGUMENT),
  /** Points of a sum or histogram that is neither delta nor cumulative. */
  TEMPORALITY(400, Grpc.INVALID_ARGUMENT),
  /** An item that is too large for a Kafka record, even with its attributes truncated. */
  ITEM_TOO_LARGE(413, Grpc.RESOURCE_EXHAUSTED),
  /** Not protobuf, not JSON, or not OTLP. */
  MALFORMED(400, Grpc.INVALID_ARGUMENT),
  /** Another signal's request, for example logs sent to the path of traces. */
  WRONG_SIGNAL(400, Grpc.INVALID_ARGUMENT),
  /** More bytes than a request may have, compressed or not. */
  TOO_LARGE(413, Grpc.RESOURCE_EXHAUSTED),
  /** A content encoding or type that is not read here. */
  UNSUPPORTED(415, Grpc.UNIMPLEMENTED),
  /** A Host or Origin that is not this machine's. */
  FORBIDDEN(403, Grpc.PERMISSION_DENIED),
  /** A body that comes too slowly; retryable, because the network may be the reason. */
  TOO_SLOW(503, Grpc.UNAVAILABLE),
  /** Too many bytes or requests at once. */
  OVERLOADED(503, Grpc.UNAVAILABLE),
  /** Kafka did not acknowledge. */
  KAFKA_UNAVAILABLE(503, Grpc.UNAVAILABLE),
  /** A mistake of this program; retryable, because it is not the client's. */
  INTERNAL(503, Grpc.UNAVAILABLE);

  private final int httpStatus;
  private final int grpcStatus;

  Refusal(int httpStatus, int grpcStatus) {
    this.httpStatus = httpStatus;
    this.grpcStatus = grpcStatus;
  }

  public int httpStatus() {
    return httpStatus;
  }

  public int grpcStatus() {
    return grpcStatus;
  }

  public boolean retryable() {
    return grpcStatus == Grpc.UNAVAILABLE;
  }

  /** As a metric's tag names it. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The numbers of gRPC's statuses that are used here. */
  private static final class Grpc {
    static final int INVALID_ARGUMENT = 3;
    static final int PERMISSION_DENIED = 7;
    static final int RESOURCE_EXHAUSTED = 8;
    static final int UNIMPLEMENTED = 12;
    static final int UNAVAILABLE = 14;
  }
}
