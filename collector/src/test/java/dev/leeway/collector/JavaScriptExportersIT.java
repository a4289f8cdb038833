package dev.leeway.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.otlp.Signal;
import dev.leeway.kafka.EmbeddedKafka;
import dev.leeway.kafka.EmbeddedKafkaConfig;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The stock OpenTelemetry JS exporters, run by Node.js from {@code src/test/js}.
 *
 * <p>They are of the last line that runs on Node.js 20.
 */
final class JavaScriptExportersIT {
  private static final Path SOURCE = Path.of("src/test/js");
  private static final Path INSTALLED = Path.of("target/js-drivers");

  @TempDir private static Path directory;
  private static EmbeddedKafka kafka;
  private static Collector collector;

  @BeforeAll
  static void start() throws Exception {
    install();
    kafka = EmbeddedKafka.start(EmbeddedKafkaConfig.defaults(directory));
    collector =
        Collector.start(CollectorConfig.defaults().withPorts(0, 0), kafka.bootstrapServers());
    Client client = new Client(collector);
    byte[] span = Requests.traces(Requests.span(1)).toByteArray();
    Awaitility.await()
        .until(
            () -> client.post("/v1/traces", "application/x-protobuf", span).status().code() == 200);
  }

  @AfterAll
  static void stop() {
    if (collector != null) {
      collector.close();
      kafka.close();
    }
  }

  @AfterEach
  void equationsHold() {
    Equations.hold(collector);
  }

  @ParameterizedTest
  @CsvSource({
    "http/json,     none", "http/json,     gzip",
    "http/protobuf, none", "http/protobuf, gzip",
    "grpc,          none", "grpc,          gzip"
  })
  void allThreeSignalsArrive(String protocol, String compression) throws Exception {
    try (KafkaTail spanTail = tail(Signal.TRACES);
        KafkaTail metricTail = tail(Signal.METRICS);
        KafkaTail logTail = tail(Signal.LOGS)) {
      int port = protocol.equals("grpc") ? collector.grpcPort() : collector.httpPort();
      run("node", "export.mjs", protocol, "http://127.0.0.1:" + port, compression);
      List<Span> spans = new ArrayList<>();
      for (var record : spanTail.read()) {
        ExportTraceServiceRequest.parseFrom(record.value())
            .getResourceSpansList()
            .forEach(resource ->
                resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList())));
      }
      assertThat(spans).hasSize(3);
      assertThat(spans)
          .allSatisfy(span -> {
            assertThat(span.getName()).isEqualTo("chat model-a");
            assertThat(span.getTraceId().size()).isEqualTo(16);
            assertThat(span.getEvents(0).getName()).isEqualTo("gen_ai.choice");
          });
      assertThat(spans)
          .extracting(span -> span.getAttributes(1).getValue().getIntValue())
          .containsExactlyInAnyOrder(120L, 121L, 122L);
      assertThat(spans.getFirst().getAttributes(3).getValue().getArrayValue().getValues(1))
          .extracting(value -> value.getStringValue())
          .isEqualTo("ü");
      List<String> metrics = new ArrayList<>();
      for (var record : metricTail.read()) {
        ExportMetricsServiceRequest.parseFrom(record.value())
            .getResourceMetrics(0)
            .getScopeMetrics(0)
            .getMetricsList()
            .forEach(metric -> metrics.add(metric.getName()));
      }
      assertThat(metrics).containsExactlyInAnyOrder("calls", "duration");
      List<LogRecord> logs = new ArrayList<>();
      for (var record : logTail.read()) {
        logs.addAll(
            ExportLogsServiceRequest.parseFrom(record.value())
                .getResourceLogs(0)
                .getScopeLogs(0)
                .getLogRecordsList());
      }
      assertThat(logs).hasSize(2);
      assertThat(
              logs.getFirst().getBody().getKvlistValue().getValues(0).getValue().getStringValue())
          .isEqualTo("user");
    }
  }

  private static KafkaTail tail(Signal signal) {
    return new KafkaTail(kafka.bootstrapServers(), signal.topic());
  }

  private static void install() throws Exception {
    try {
      exitCodeOf(List.of("npm", "--version"), Path.of("."));
    } catch (IOException e) {
      String reason = "npm cannot be run, so the OpenTelemetry JS exporters are not tried";
      System.out.println("skipped: " + reason);
      Assumptions.abort(reason + ": " + e.getMessage());
    }
    Path lock = SOURCE.resolve("package-lock.json");
    Path installedLock = INSTALLED.resolve("package-lock.json");
    boolean current =
        Files.exists(INSTALLED.resolve("node_modules/.package-lock.json"))
            && Files.mismatch(lock, installedLock) < 0;
    Files.createDirectories(INSTALLED);
    for (String name : List.of(".npmrc", "package.json", "package-lock.json", "export.mjs")) {
      Files.copy(
          SOURCE.resolve(name), INSTALLED.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!current) {
      run("npm", "ci", "--ignore-scripts");
    }
  }

  private static void run(String... command) throws Exception {
    assertThat(exitCodeOf(List.of(command), INSTALLED))
        .as(() -> String.join(" ", command) + "\n" + output())
        .isZero();
  }

  private static int exitCodeOf(List<String> command, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(INSTALLED);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(INSTALLED.resolve("output.txt").toFile())
            .start();
    if (!process.waitFor(180, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " has not ended after 180 seconds:\n" + output());
    }
    return process.exitValue();
  }

  private static String output() {
    try {
      return Files.readString(INSTALLED.resolve("output.txt"), UTF_8);
    } catch (IOException e) {
      return "without output: " + e;
    }
  }
}
