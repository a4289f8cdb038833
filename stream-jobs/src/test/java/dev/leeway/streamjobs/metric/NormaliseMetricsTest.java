package dev.leeway.streamjobs.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.streamjobs.edge.LedgerDelta;
import java.time.Duration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // How the harness declares close() is Flink's choice.
final class NormaliseMetricsTest {
  @Test
  void eachPointIsARowOnceAndTheLedgerSaysSo() throws Exception {
    try (SeriesHarness harness = open()) {
      harness.take(1, 10, 3);
      harness.take(1, 20, 5);
      harness.take(1, 10, 3);
      harness.take(1, 20, 5);
      harness.checkpoint();
      assertThat(harness.rows()).isEqualTo(2);
      assertThat(harness.ledger())
          .containsExactly(new LedgerDelta("otlp_metrics", 0, 10, 20, 0, 2, 2, 0));
    }
  }

  @Test
  void whatWasCountedIsInTheCheckpoint() throws Exception {
    OperatorSubtaskState checkpoint;
    try (SeriesHarness harness = open()) {
      harness.take(1, 10, 3);
      checkpoint = harness.checkpoint();
    }
    try (SeriesHarness restored = SeriesHarness.restored(checkpoint)) {
      restored.take(1, 10, 3);
      assertThat(restored.rows()).isZero();
      restored.take(1, 20, 5);
      assertThat(restored.rows()).isOne();
    }
  }

  @Test
  void aSeriesWithoutAPlaceIsCountedAndNobodyIsPutOutForIt() throws Exception {
    SeriesSettings small =
        new SeriesSettings(16, Duration.ofHours(24), Duration.ofHours(48), Duration.ofHours(1));
    try (SeriesHarness harness = SeriesHarness.open(small, Long.MIN_VALUE)) {
      // Series 0 and 64 share a shard, which has one place.
      harness.take(0, 10, 3);
      harness.take(64, 10, 3);
      harness.take(0, 20, 4);
      harness.checkpoint();
      assertThat(harness.rows()).isEqualTo(2);
      assertThat(harness.ledger())
          .containsExactly(new LedgerDelta("otlp_metrics", 0, 10, 20, 0, 2, 1, 0));
    }
  }

  @Test
  void aPointOfTheFarFutureIsPassedOverAndSilencesNobody() throws Exception {
    try (SeriesHarness harness = open()) {
      harness.take(1, 10L * 365 * 24 * 3_600, 99, SeriesHarness.START);
      harness.take(1, 10, 3);
      harness.take(1, 20, 5);
      assertThat(harness.rows()).isEqualTo(2);
    }
  }

  @Test
  void bytesThatNobodyCanReadArePassedOver() throws Exception {
    try (SeriesHarness harness = open()) {
      harness.takeBytes(1, new byte[] {99, 1, 2});
      harness.take(1, 10, 3);
      harness.checkpoint();
      assertThat(harness.rows()).isOne();
      assertThat(harness.ledger())
          .containsExactly(new LedgerDelta("otlp_metrics", 0, 0, 10, 0, 1, 1, 0));
    }
  }

  @Test
  void silentSeriesAreForgottenInTheTimeOfTheirTenantsRecords() throws Exception {
    long day = Duration.ofHours(25).toMillis();
    try (SeriesHarness harness = open()) {
      harness.take(0, 10, 3);
      harness.take(64, 10, 3);
      int both = harness.keyedEntries();
      harness.pass(Duration.ofHours(2).toMillis());
      assertThat(harness.keyedEntries()).isEqualTo(both);
      harness.take(64, 20, 4, SeriesHarness.START + day);
      harness.pass(Duration.ofHours(1).toMillis());
      harness.take(64, 30, 5, SeriesHarness.START + day);
      assertThat(harness.rows()).isEqualTo(4);
      // Forgotten, so its whole count is new: this is why it takes a day.
      harness.take(0, 30, 3, SeriesHarness.START + day);
      assertThat(harness.rows()).isEqualTo(5);
    }
  }

  @Test
  void aTenantThatWentAwayLeavesNothing() throws Exception {
    try (SeriesHarness harness = open()) {
      harness.take(0, 10, 3);
      harness.pass(Duration.ofHours(80).toMillis());
      assertThat(harness.keyedEntries()).isZero();
    }
  }

  @Test
  void afterALostStateNothingIsStoredTwice() throws Exception {
    long restart = SeriesHarness.START + 15_000;
    try (SeriesHarness harness = SeriesHarness.open(SeriesSettings.defaults(), restart)) {
      harness.take(1, 10, 3);
      assertThat(harness.rows()).isZero();
      harness.take(1, 20, 5);
      assertThat(harness.rows()).isOne();
    }
  }

  private static SeriesHarness open() throws Exception {
    return SeriesHarness.open(SeriesSettings.defaults(), Long.MIN_VALUE);
  }
}
