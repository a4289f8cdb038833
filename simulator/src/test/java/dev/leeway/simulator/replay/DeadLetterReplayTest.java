package dev.leeway.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpServer;
import dev.leeway.simulator.otlp.OtlpSender;
import dev.leeway.simulator.otlp.SendReport;
import dev.leeway.storage.letter.StoredLetter;
import dev.leeway.storage.row.DeadLetter;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DeadLetterReplayTest {
  private static final byte[] TWO_SPANS =
      ExportTraceServiceRequest.newBuilder()
          .addResourceSpans(
              ResourceSpans.newBuilder()
                  .addScopeSpans(
                      ScopeSpans.newBuilder()
                          .addSpans(Span.getDefaultInstance())
                          .addSpans(Span.newBuilder().setName("work"))))
          .build()
          .toByteArray();
  private static final byte[] ONE_LOG =
      ExportLogsServiceRequest.newBuilder()
          .addResourceLogs(
              ResourceLogs.newBuilder()
                  .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(LogRecord.newBuilder())))
          .build()
          .toByteArray();

  private final List<String> paths = new ArrayList<>();
  private int status = 200;
  private byte[] answer = new byte[0];
  private HttpServer server;

  @BeforeEach
  void startReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          paths.add(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stopReceiver() {
    server.stop(0);
  }

  @Test
  void eachLetterGoesToTheSignalOfItsTopic() throws Exception {
    DeadLetterReport report =
        replay(
            letter("otlp_spans", "", TWO_SPANS),
            letter("otlp_logs", "default", ONE_LOG),
            letter("otlp_spans_external", "default", TWO_SPANS));

    assertThat(paths).containsExactly("/v1/traces", "/v1/logs", "/v1/traces");
    assertThat(report).isEqualTo(new DeadLetterReport(3, 0, new SendReport(5, 5, 0), Map.of()));
  }

  @Test
  void bytesThatWereSentAreNotSentTwice() throws Exception {
    StoredLetter letter = letter("otlp_spans", "default", TWO_SPANS);

    DeadLetterReport report = replay(letter, letter, letter);

    assertThat(paths).hasSize(1);
    assertThat(report).isEqualTo(new DeadLetterReport(3, 2, new SendReport(2, 2, 0), Map.of()));
  }

  @Test
  void whatTheReceiverRefusesIsCountedByItsWords() throws Exception {
    status = 400;
    // google.rpc.Status: field 2 is the message.
    answer = ByteString.copyFrom(new byte[] {18, 3, 'b', 'a', 'd'}).toByteArray();

    DeadLetterReport report = replay(letter("otlp_spans", "default", TWO_SPANS));

    assertThat(report.sum()).isEqualTo(new SendReport(2, 0, 2));
    assertThat(report.refusals()).containsExactly(Map.entry("a_reason, receiver: 400: bad", 2L));
    assertThat(report.json()).contains("\"refused\":2", "receiver: 400: bad");
  }

  @Test
  void rowsThatATableRefusedAreNoRequestAndStay() throws Exception {
    DeadLetterReport report = replay(letter("runs", "", new byte[0]));

    assertThat(paths).isEmpty();
    assertThat(report.sum()).isEqualTo(new SendReport(1, 0, 1));
    assertThat(report.refusals().keySet()).allMatch(reason -> reason.contains("runs"));
  }

  @Test
  void whatBelongsToAnotherTenantIsNotGivenToTheDefaultOne() throws Exception {
    DeadLetterReport report = replay(letter("otlp_spans", "acme", TWO_SPANS));

    assertThat(paths).isEmpty();
    assertThat(report.sum()).isEqualTo(new SendReport(2, 0, 2));
    assertThat(report.refusals().keySet()).allMatch(reason -> reason.contains("acme"));
  }

  @Test
  void bytesThatAreNoRequestAreForTheReceiverToJudge() throws Exception {
    status = 400;

    DeadLetterReport report = replay(letter("otlp_spans", "default", new byte[] {1, 2, 3}));

    assertThat(report.sum()).isEqualTo(new SendReport(1, 0, 1));
    assertThat(report.refusals()).containsKey("a_reason, receiver: status 400");
  }

  @Test
  void nothingIsSaidInWords() throws Exception {
    assertThat(replay().text()).isEqualTo("nothing was set aside, so nothing was sent");
  }

  private DeadLetterReport replay(StoredLetter... letters) throws Exception {
    // Two to a page, to cross a page's end.
    Deque<List<StoredLetter>> pages = new ArrayDeque<>();
    for (int at = 0; at < letters.length; at += 2) {
      pages.add(Arrays.asList(letters).subList(at, Math.min(letters.length, at + 2)));
    }
    pages.add(List.of());
    try (OtlpSender sender =
        new OtlpSender(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            Duration.ofSeconds(10),
            InstantSource.system())) {
      return new DeadLetterReplay(sender, new PrintStream(OutputStream.nullOutputStream()))
          .run(pages::remove);
    }
  }

  private static StoredLetter letter(String topic, String tenant, byte[] payload) {
    return new StoredLetter(
        topic + tenant + Arrays.hashCode(payload),
        new DeadLetter(tenant, topic, 0, 1, -1, "a_reason", "detail", 1, 2, payload),
        payload.length);
  }
}
