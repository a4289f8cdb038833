package dev.leeway.storage.letter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.storage.row.DeadLetter;
import java.time.Instant;

/**
 * Dead letters as the JSON bytes that travel over {@code leeway.dead_letters}, the payload in
 * Base64. Thread-safe.
 *
 * <p>A payload that does not fit into a record of the topic is left out, and {@code
 * payload_in_table} says that the table alone has it.
 */
public final class DeadLetterJson {
  /** In Base64, with all else, below the topic's 2 MiB. */
  public static final int PAYLOAD_BYTES_MAX = 1_400_000;

  private static final int DETAIL_CHARS_MAX = 16_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private DeadLetterJson() {}

  /** Where it came from: what the letters of one record, or of one table, have in common. */
  public static String key(DeadLetter letter) {
    return letter.topic() + "-" + letter.partition() + "-" + letter.offset();
  }

  public static byte[] write(DeadLetter letter) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("tenant_id", letter.tenantId())
            .put("topic", letter.topic())
            .put("partition", letter.partition())
            .put("offset", letter.offset())
            .put("item", letter.item())
            .put("reason", letter.reason())
            .put("detail", shortened(letter.detail()))
            .put("append_time", Instant.ofEpochMilli(letter.appendMillis()).toString())
            .put("failed_at", Instant.ofEpochMilli(letter.failedAtMillis()).toString())
            .put("payload_bytes", letter.payload().length);
    if (letter.payload().length > PAYLOAD_BYTES_MAX) {
      json.put("payload_in_table", true);
    } else {
      json.put("payload", letter.payload());
    }
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a dead letter has no JSON: " + letter, e);
    }
  }

  private static String shortened(String detail) {
    return detail.length() <= DETAIL_CHARS_MAX ? detail : detail.substring(0, DETAIL_CHARS_MAX);
  }
}
