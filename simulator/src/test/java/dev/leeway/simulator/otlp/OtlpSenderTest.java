package dev.leeway.simulator.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OtlpSenderTest {
  @SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
  private record Answer(int status, byte[] body) {}

  private final Deque<Answer> answers = new ArrayDeque<>();
  private HttpServer server;

  @BeforeEach
  void startReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          Answer answer = answers.pop();
          exchange.sendResponseHeaders(
              answer.status, answer.body.length == 0 ? -1 : answer.body.length);
          exchange.getResponseBody().write(answer.body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stopReceiver() {
    server.stop(0);
  }

  @Test
  void anOverloadedReceiverIsAskedAgainUntilItAccepts() throws Exception {
    answers.addAll(List.of(answer(503), answer(429), answer(200)));
    assertThat(send(10)).isEqualTo(new SendReport(10, 10, 0));
    assertThat(answers).isEmpty();
  }

  @Test
  void aPartialSuccessCountsTheRefusedSpans() throws Exception {
    byte[] body =
        ExportTraceServiceResponse.newBuilder()
            .setPartialSuccess(ExportTracePartialSuccess.newBuilder().setRejectedSpans(3))
            .build()
            .toByteArray();
    answers.add(new Answer(200, body));
    assertThat(send(10)).isEqualTo(new SendReport(10, 7, 3));
  }

  @Test
  void aPermanentStatusRefusesTheWholeRequestAtOnce() throws Exception {
    answers.add(answer(400));
    assertThat(send(10)).isEqualTo(new SendReport(10, 0, 10));
  }

  @Test
  void patienceEndsWithAnErrorThatSaysWhere() {
    server.stop(0);
    try (OtlpSender sender = sender(Duration.ofMillis(300))) {
      assertThatThrownBy(() -> sender.send(OtlpSignal.TRACES, new byte[0], 1))
          .isInstanceOf(NoAcknowledgementException.class)
          .hasMessageContaining(endpoint().toString());
    }
  }

  private SendReport send(long items) throws Exception {
    try (OtlpSender sender = sender(Duration.ofMinutes(1))) {
      return sender.send(OtlpSignal.TRACES, new byte[] {}, items);
    }
  }

  private OtlpSender sender(Duration patience) {
    return new OtlpSender(endpoint(), patience, InstantSource.system());
  }

  private URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static Answer answer(int status) {
    return new Answer(status, new byte[0]);
  }
}
