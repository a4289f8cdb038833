package dev.leeway.telemetry;

/**
 * What could not be decoded, as a value for the dead letters.
 *
 * @param reason one of few fixed words, to count by
 * @param detail what was expected and what came, of the first such span
 * @param spans how many spans, log records or points it stands for; 1 for a request in which they
 *     could not be counted
 * @param request an export request that holds just these and can be replayed, or the bytes that
 *     came
 */
// The bytes are handed on to the dead letters and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record Undecodable(String reason, String detail, int spans, byte[] request) {
  /** The request as a whole is not protobuf. */
  public static final String MALFORMED_REQUEST = "malformed_request";

  /** A span's bytes are not protobuf; its neighbours are. */
  public static final String MALFORMED_SPAN = "malformed_span";

  /** A log record's bytes are not protobuf; its neighbours are. */
  public static final String MALFORMED_LOG = "malformed_log";

  /** A metric's bytes are not protobuf; its neighbours are. */
  public static final String MALFORMED_METRIC = "malformed_metric";

  /** A trace, span or parent id is zero or has the wrong length. */
  public static final String INVALID_ID = "invalid_id";
}
