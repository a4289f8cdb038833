package dev.leeway.telemetry.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.Hashes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class PayloadsTest {
  @Test
  void aPieceIsKnownByTheFirstHalfOfItsSha256() {
    Payloads payloads = new Payloads(1_024);
    payloads.add(ContentRole.QUERY, "naïve");
    assertThat(payloads.refs())
        .singleElement()
        .satisfies(ref -> {
          assertThat(ref.hash()).isEqualTo(HexFormat.of().formatHex(Hashes.sha256("naïve"), 0, 16));
          assertThat(ref.sizeBytes()).isEqualTo(6);
        });
    assertThat(payloads.contents()).singleElement().matches(c -> c.text().equals("naïve"));
    assertThat(payloads.truncated()).isFalse();
  }

  @Test
  void whatIsTooLongIsCutToTheLimitAndStaysJson() {
    Payloads payloads = new Payloads(4_096);
    String text = Messages.normalise("é".repeat(100_000), "user");
    payloads.add(ContentRole.INPUT_MESSAGES, text);
    assertThat(payloads.truncated()).isTrue();
    assertThat(payloads.refs().get(0).sizeBytes()).isGreaterThan(200_000);
    String stored = payloads.contents().get(0).text();
    assertThat(stored.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(4_096);
    assertThat(Json.container(stored)).isPresent();
    assertThat(stored).startsWith("[{\"role\":\"user\",\"parts\":[").contains("more characters]");
  }

  @Test
  void thousandsOfShortMessagesAreCutToo() {
    Payloads payloads = new Payloads(4_096);
    String text = "[" + "{\"role\":\"user\",\"parts\":[]},".repeat(5_000) + "{}]";
    payloads.add(ContentRole.INPUT_MESSAGES, text);
    assertThat(payloads.contents().get(0).text().getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(4_096);
  }

  @Test
  void aCutNeverLeavesHalfACharacter() {
    Payloads payloads = new Payloads(1_024);
    payloads.add(ContentRole.QUERY, "😀".repeat(5_000));
    String stored = payloads.contents().get(0).text();
    assertThat(stored.codePoints()).allMatch(point -> point == "😀".codePointAt(0));
  }
}
