package dev.leeway.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.leeway.testkit.TestClock;
import dev.leeway.testkit.scenario.Scenario;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

final class ScenarioReplayTest {
  private static final long HOUR_NANOS = 3_600_000_000_000L;
  private static final Instant NOW = Instant.parse("2026-12-24T18:20:00Z");

  @TempDir Path home;
  private final List<Span> received = Collections.synchronizedList(new ArrayList<>());
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private HttpServer server;

  @BeforeEach
  void startReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
          InputStream body = exchange.getRequestBody();
          ExportTraceServiceRequest.parseFrom(packed ? new GZIPInputStream(body) : body)
              .getResourceSpansList()
              .forEach(resource ->
                  resource
                      .getScopeSpansList()
                      .forEach(scope -> received.addAll(scope.getSpansList())));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stopReceiver() {
    server.stop(0);
  }

  static List<Scenario> scenarios() {
    return Scenario.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyScenarioIsRequestsInTheOrderOfTheirTimes(Scenario scenario) throws Exception {
    List<OtlpBody> requests =
        ScenarioTraffic.of(OtlpFiles.read(List.of(scenario.folder())).bodies());

    assertThat(requests).isSortedAccordingTo(Comparator.comparingLong(OtlpBody::lastNanos));
    assertThat(requests.stream().mapToLong(OtlpBody::items).sum())
        .isGreaterThanOrEqualTo(scenario.expected().runs());
    assertThat(requests).allMatch(request -> request.bytes().length < 1_000_000);
  }

  @Test
  void aScenarioIsPlayedByItsNameAsIfItEndedWithinTheLastHour() throws Exception {
    Scenario scenario = scenarioNamed("inputs-get-harder");
    long written =
        OtlpFiles.read(List.of(scenario.folder())).bodies().stream()
            .mapToLong(OtlpBody::lastNanos)
            .max()
            .orElseThrow();

    int exit = play("--scenario", "inputs-get-harder");

    assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(received).hasSize((int) scenario.expected().runs());
    long last = received.getLast().getEndTimeUnixNano();
    long now = NOW.getEpochSecond() * 1_000_000_000L;
    assertThat(last).isBetween(now - HOUR_NANOS, now);
    assertThat((last - written) % HOUR_NANOS).isZero();
    assertThat(received).isSortedAccordingTo(Comparator.comparingLong(Span::getEndTimeUnixNano));
  }

  @Test
  void aScenarioThatNeedsItsOwnRulesSaysSo() {
    play("--scenario", "order-that-grows");
    assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("LEEWAY_RULES");

    play("--scenario", "contract-broken");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("LEEWAY_RULES=", "contract-broken/rules.yaml ./leeway up");
  }

  @Test
  void ofAnUnknownScenarioTheErrorNamesThoseThatThereAre() {
    assertThat(play("--scenario", "nobody-wrote")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("came 'nobody-wrote'", "every-outcome", "inputs-get-harder");
  }

  @Test
  void aScenarioAndARecordingAtOnceAreRefused() {
    assertThat(play("--scenario", "every-outcome", "--format", "otlp", "x.json")).isEqualTo(2);
    assertThat(received).isEmpty();
  }

  private static Scenario scenarioNamed(String name) {
    return Scenario.all().stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private int play(String... arguments) {
    Path scenarios = scenarioNamed("every-outcome").folder().resolve("..").normalize();
    return new CommandLine(
            new ReplayCommand(
                new TestClock(NOW),
                home,
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                Optional.empty(),
                scenarios,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)))
        .execute(arguments);
  }
}
