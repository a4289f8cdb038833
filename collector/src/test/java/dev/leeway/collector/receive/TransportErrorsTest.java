package dev.leeway.collector.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TransportErrorsTest {
  private final TransportErrors errors = new TransportErrors(Duration.ofSeconds(3));

  @Test
  void aTimeoutIsWorthARetryOverHttp() {
    AggregatedHttpResponse answer = answerTo("application/json");
    assertThat(answer.status().code()).isEqualTo(503);
    assertThat(answer.headers().get("retry-after")).isEqualTo("3");
    assertThat(answer.contentUtf8()).startsWith("{\"code\":14,");
    assertThat(String.valueOf(answer.contentType())).isEqualTo("application/json");
  }

  @Test
  void aTimeoutIsWorthARetryOverGrpc() {
    AggregatedHttpResponse answer = answerTo("application/grpc");
    assertThat(answer.status().code()).isEqualTo(200);
    assertThat(answer.headers().get("grpc-status")).isEqualTo("14");
    assertThat(answer.headers().contains("grpc-status-details-bin")).isTrue();
  }

  private AggregatedHttpResponse answerTo(String contentType) {
    ServiceRequestContext context =
        ServiceRequestContext.of(
            HttpRequest.of(
                RequestHeaders.of(HttpMethod.POST, "/v1/traces", "content-type", contentType)));
    return errors.onServiceException(context, RequestTimeoutException.get()).aggregate().join();
  }
}
