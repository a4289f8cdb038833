package dev.leeway.signals.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.signals.event.TraceId;
import org.junit.jupiter.api.Test;

final class SourceUpdateTest {
  @Test
  void aResendHasTheSameIdWheneverTheBrokerTakesIt() {
    assertThat(update(SourceTimes.at(7), SourceUse.NONE, 1).updateId())
        .hasSize(32)
        .isEqualTo(update(SourceTimes.at(7), SourceUse.NONE, 2).updateId());
  }

  @Test
  void anythingElseSaidIsAnotherUpdate() {
    String id = update(SourceTimes.at(7), SourceUse.NONE, 1).updateId();
    assertThat(update(SourceTimes.at(8), SourceUse.NONE, 1).updateId()).isNotEqualTo(id);
    assertThat(update(SourceTimes.at(7).asOf(3L), SourceUse.NONE, 1).updateId()).isNotEqualTo(id);
  }

  @Test
  void aSpansUseIsKnownByTheSpan() {
    SourceUse use = new SourceUse("desk", new TraceId(1, 2), 3);
    assertThat(update(SourceTimes.at(7), use, 1).updateId())
        .isEqualTo(update(SourceTimes.at(8), use, 1).updateId())
        .isNotEqualTo(
            update(SourceTimes.at(7), new SourceUse("desk", new TraceId(1, 2), 4), 1).updateId());
  }

  @Test
  void eventTimeAndLoadTimeStayApart() {
    SourceTimes times = SourceTimes.at(10_000).asOf(4_000L).loaded(9_000L);
    assertThat(times.ageSeconds()).isEqualTo(6);
    assertThat(times.pipelineLagSeconds()).isEqualTo(5);
    assertThat(SourceTimes.at(10_000).loaded(9_000L).ageSeconds()).isNull();
    assertThat(SourceTimes.at(10_000).documents(8_000L, 1_000L).ageSeconds()).isEqualTo(2);
    assertThat(SourceTimes.at(1).asOf(2L).ageSeconds()).isZero();
  }

  @Test
  void impossibleValuesAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SourceVolume(-1L, null, null));
    assertThatIllegalArgumentException().isThrownBy(() -> new SourceVolume(null, null, 1.01));
    assertThatIllegalArgumentException().isThrownBy(() -> new SourceVolume(null, null, Double.NaN));
  }

  private static SourceUpdate update(SourceTimes times, SourceUse use, long appendMillis) {
    return new SourceUpdate(
        "acme",
        "docs",
        "table",
        "",
        SourceCarrier.ATTRIBUTES,
        SourceStatus.UNKNOWN,
        times,
        "",
        "",
        null,
        SourceVolume.NONE,
        SourceLag.NONE,
        null,
        use,
        "",
        appendMillis);
  }
}
