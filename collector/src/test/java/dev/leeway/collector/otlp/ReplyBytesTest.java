package dev.leeway.collector.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReplyBytesTest {

  @Test
  void fullSuccessLeavesPartialSuccessUnset() {
    assertThat(ReplyBytes.protobufExport(0, "")).isEmpty();
    assertThat(ReplyBytes.jsonExport(Signal.TRACES, 0, "")).asString(UTF_8).isEqualTo("{}");
  }

  @Test
  void partialSuccessIsReadByAllThreeSignals() throws Exception {
    byte[] bytes = ReplyBytes.protobufExport(3, "no");
    assertThat(ExportTraceServiceResponse.parseFrom(bytes).getPartialSuccess().getRejectedSpans())
        .isEqualTo(3);
    assertThat(
            ExportMetricsServiceResponse.parseFrom(bytes)
                .getPartialSuccess()
                .getRejectedDataPoints())
        .isEqualTo(3);
    assertThat(ExportLogsServiceResponse.parseFrom(bytes).getPartialSuccess().getErrorMessage())
        .isEqualTo("no");
    assertThat(ReplyBytes.jsonExport(Signal.LOGS, 3, "a \"b\""))
        .asString(UTF_8)
        .isEqualTo(
            "{\"partialSuccess\":{\"rejectedLogRecords\":\"3\",\"errorMessage\":\"a \\\"b\\\"\"}}");
  }

  @Test
  void aStatusCarriesItsRetryDelay() throws Exception {
    Status status =
        Status.parseFrom(
            ReplyBytes.protobufStatus(14, "later", Optional.of(Duration.ofMillis(2_500))));
    assertThat(status.getCode()).isEqualTo(14);
    assertThat(status.getMessage()).isEqualTo("later");
    RetryInfo info = status.getDetails(0).unpack(RetryInfo.class);
    assertThat(info.getRetryDelay().getSeconds()).isEqualTo(2);
    assertThat(info.getRetryDelay().getNanos()).isEqualTo(500_000_000);
    assertThat(ReplyBytes.jsonStatus(14, "later", Optional.of(Duration.ofMillis(2_500))))
        .asString(UTF_8)
        .isEqualTo(
            "{\"code\":14,\"message\":\"later\",\"details\":[{\"@type\":"
                + "\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"2.500s\"}]}");
  }

  @Test
  void answersStaySmallWhateverTheyEcho() throws Exception {
    Status status =
        Status.parseFrom(ReplyBytes.protobufStatus(3, "x".repeat(1 << 20), Optional.empty()));
    assertThat(status.getMessage()).hasSizeLessThan(1_010);
  }
}
