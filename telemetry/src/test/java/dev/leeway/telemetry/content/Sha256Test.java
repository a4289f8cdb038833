package dev.leeway.telemetry.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.Hashes;
import java.util.List;
import org.junit.jupiter.api.Test;

final class Sha256Test {
  private final Sha256 sha256 = new Sha256();

  @Test
  void itsHashesAreTheDomains() {
    for (String text : List.of("", "search{\"a\":1}", "ключ")) {
      assertThat(sha256.hash64(text)).isEqualTo(Hashes.hash64(text));
    }
  }
}
