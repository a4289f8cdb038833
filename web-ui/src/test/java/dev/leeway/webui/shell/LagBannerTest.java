package dev.leeway.webui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.webui.lag.LagReading;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LagBannerTest {
  private static final Instant NOW = Instant.parse("2026-03-10T12:10:00Z");
  private final LagBanner banner = new LagBanner();

  @Test
  void anOldNewestSpanIsLeewaysOwnDelayAndNoQuietFleet() {
    banner.show(newest(NOW.minusSeconds(600)), NOW);
    assertThat(banner.isVisible()).isTrue();
    assertThat(banner.getElement().getTextRecursively())
        .contains("Leeway is behind")
        .doesNotContain("no agent sends");
  }

  @Test
  void nothingIsSaidOfAFreshSpan() {
    banner.show(newest(NOW.minusSeconds(30)), NOW);
    assertThat(banner.isVisible()).isFalse();
  }

  private static LagReading newest(Instant at) {
    return new LagReading(Optional.of(at), Optional.empty());
  }
}
