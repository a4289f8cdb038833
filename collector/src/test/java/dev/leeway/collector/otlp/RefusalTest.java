package dev.leeway.collector.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RefusalTest {
  /** That clients send again, by OTLP. */
  private static final Set<Integer> HTTP = Set.of(429, 502, 503, 504);

  /** CANCELLED, DEADLINE_EXCEEDED, ABORTED, OUT_OF_RANGE, UNAVAILABLE, DATA_LOSS. */
  private static final Set<Integer> GRPC = Set.of(1, 4, 10, 11, 14, 15);

  @ParameterizedTest
  @EnumSource
  void bothTransportsAgreeOnWhetherARetryHelps(Refusal refusal) {
    assertThat(HTTP.contains(refusal.httpStatus())).isEqualTo(refusal.retryable());
    assertThat(GRPC.contains(refusal.grpcStatus())).isEqualTo(refusal.retryable());
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsAnsweredForWhichClientsDropDataThatIsGood(Refusal refusal) {
    assertThat(refusal.httpStatus()).isNotEqualTo(500);
    assertThat(refusal.grpcStatus()).as("neither UNKNOWN nor INTERNAL").isNotIn(2, 13);
  }
}
