package dev.leeway.storage.letter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.storage.row.DeadLetter;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DeadLetterJsonTest {
  private static final int RECORD_BYTES_MAX = 2 << 20;

  @Test
  void saysWhereItCameFromAndHoldsTheBytes() throws IOException {
    JsonNode json = read(letter(new byte[] {1, 2, -3}));

    assertThat(json)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"tenant_id":"acme","topic":"otlp_spans","partition":1,"offset":5,"item":-1,
                     "reason":"invalid_id","detail":"zero","append_time":"1970-01-01T00:00:01Z",
                     "failed_at":"1970-01-01T00:00:02Z","payload_bytes":3,"payload":"AQL9"}
                    """));
    assertThat(DeadLetterJson.key(letter(new byte[0]))).isEqualTo("otlp_spans-1-5");
  }

  @Test
  void whatDoesNotFitIntoARecordIsLeftInTheTable() throws IOException {
    byte[] most = DeadLetterJson.write(letter(new byte[DeadLetterJson.PAYLOAD_BYTES_MAX]));
    JsonNode more = read(letter(new byte[DeadLetterJson.PAYLOAD_BYTES_MAX + 1]));

    assertThat(most.length).isLessThan(RECORD_BYTES_MAX);
    assertThat(more.has("payload")).isFalse();
    assertThat(more.path("payload_in_table").asBoolean()).isTrue();
    assertThat(more.path("payload_bytes").asInt()).isEqualTo(DeadLetterJson.PAYLOAD_BYTES_MAX + 1);
  }

  private static JsonNode read(DeadLetter letter) throws IOException {
    return new ObjectMapper().readTree(DeadLetterJson.write(letter));
  }

  private static DeadLetter letter(byte[] payload) {
    return new DeadLetter(
        "acme", "otlp_spans", 1, 5, -1, "invalid_id", "zero", 1_000, 2_000, payload);
  }
}
