package dev.leeway.storage.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetentionConfigTest {
  @Test
  void defaultsAreThoseOfTheDesign() {
    assertThat(RetentionConfig.defaults().placeholders())
        .isEqualTo(
            Map.of(
                "payload.days", "7",
                "span.days", "30",
                "run.days", "90",
                "minute.window.days", "14",
                "hour.window.days", "400",
                "finding.days", "400",
                "dead.letter.days", "7"));
  }

  @Test
  void onlyWholeDaysWithinTenYearsAreTaken() {
    Duration day = Duration.ofDays(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new RetentionConfig(
                Duration.ofHours(36), Duration.ZERO, day, day, Duration.ofDays(5_000), day, day))
        .withMessageContaining("retention of payload")
        .withMessageContaining("retention of spans")
        .withMessageContaining("retention of hourWindows")
        .withMessageNotContaining("retention of runs");
  }
}
