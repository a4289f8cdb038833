package dev.leeway.collector.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Duration;
import java.util.Optional;

/**
 * OTLP's small answers in both encodings: the export response and {@code google.rpc.Status}.
 *
 * <p>All three export responses have the same numbers on the wire; in JSON the names differ.
 */
public final class ReplyBytes {
  /** An answer never outgrows what a careful client reads. */
  private static final int MESSAGE_CHARACTERS_MAX = 1_000;

  private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";

  private ReplyBytes() {}

  /** Partial success is unset when nothing was refused and nothing is to be said. */
  public static byte[] protobufExport(long refused, String message) {
    if (refused == 0 && message.isEmpty()) {
      return new byte[0];
    }
    ProtoSink partial = new ProtoSink();
    if (refused != 0) {
      partial.varint(1 << 3).varint(refused);
    }
    partial.field(2, shorten(message).getBytes(UTF_8));
    return new ProtoSink().field(1, partial).toByteArray();
  }

  public static byte[] jsonExport(Signal signal, long refused, String message) {
    if (refused == 0 && message.isEmpty()) {
      return "{}".getBytes(UTF_8);
    }
    String name =
        switch (signal) {
          case TRACES -> "rejectedSpans";
          case METRICS -> "rejectedDataPoints";
          case LOGS -> "rejectedLogRecords";
        };
    String json =
        "{\"partialSuccess\":{\"%s\":\"%d\",\"errorMessage\":\"%s\"}}"
            .formatted(name, refused, escape(message));
    return json.getBytes(UTF_8);
  }

  public static byte[] protobufStatus(int code, String message, Optional<Duration> retryDelay) {
    ProtoSink status = new ProtoSink();
    status.varint(1 << 3).varint(code).field(2, shorten(message).getBytes(UTF_8));
    retryDelay.ifPresent(delay -> status.field(3, retryInfo(delay)));
    return status.toByteArray();
  }

  public static byte[] jsonStatus(int code, String message, Optional<Duration> retryDelay) {
    String details =
        retryDelay
            .map(delay ->
                ",\"details\":[{\"@type\":\"%s\",\"retryDelay\":\"%d.%03ds\"}]"
                    .formatted(RETRY_INFO, delay.toSeconds(), delay.toMillisPart()))
            .orElse("");
    return "{\"code\":%d,\"message\":\"%s\"%s}"
        .formatted(code, escape(message), details)
        .getBytes(UTF_8);
  }

  /** For texts that echo what a stranger sent. */
  public static String shorten(String message) {
    return message.length() <= MESSAGE_CHARACTERS_MAX
        ? message
        : message.substring(0, MESSAGE_CHARACTERS_MAX) + "…";
  }

  private static ProtoSink retryInfo(Duration delay) {
    ProtoSink duration = new ProtoSink();
    duration.varint(1 << 3).varint(delay.getSeconds());
    duration.varint(2 << 3).varint(delay.getNano());
    return new ProtoSink()
        .field(1, RETRY_INFO.getBytes(UTF_8))
        .field(2, new ProtoSink().field(1, duration));
  }

  private static String escape(String message) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(shorten(message)));
  }
}
