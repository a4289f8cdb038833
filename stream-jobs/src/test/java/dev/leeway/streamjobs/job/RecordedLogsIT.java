package dev.leeway.streamjobs.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.kafka.Topics;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.run.SpanSupplements;
import dev.leeway.testkit.RecordedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spans and logs of one client by different requests, through the whole job. */
final class RecordedLogsIT {
  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource({"otel-js-openai, 37", "openai-java, 43"})
  void logsBeforeOrAfterTheirSpansLeaveTheSameTables(String client, int supplements) {
    Path recording = RecordedData.require("otlp-captures/" + client);
    List<byte[]> traces = requests(recording, "-traces");
    List<byte[]> logs = requests(recording, "-logs");
    String logsFirst;
    try (JobFixture fixture = new JobFixture(RecordedLogsIT.class, folder.resolve("before"));
        RunningStreamJob job = fixture.start()) {
      logs.forEach(request -> fixture.sendLogs("default", request));
      fixture.awaitSettled(job);
      traces.forEach(request -> fixture.send("default", request));
      fixture.awaitSettled(job);
      logsFirst = tables(fixture);
      assertThat(fixture.number("SELECT count() FROM span_supplements")).isEqualTo(supplements);
      assertThat(fixture.number("SELECT count() FROM agent_events"))
          .isEqualTo(job.counters().get("leeway.decode.spans"));
      everyModelCallHasItsContent(fixture);
      theLedgerAddsUp(fixture, job);
    }
    try (JobFixture fixture = new JobFixture(RecordedLogsIT.class, folder.resolve("after"));
        RunningStreamJob job = fixture.start()) {
      traces.forEach(request -> fixture.send("default", request));
      fixture.awaitSettled(job);
      logs.forEach(request -> fixture.sendLogs("default", request));
      fixture.awaitSettled(job);
      // What comes again changes nothing.
      logs.forEach(request -> fixture.sendLogs("default", request));
      fixture.awaitSettled(job);
      assertThat(tables(fixture)).isEqualTo(logsFirst);
    }
  }

  @Test
  void whatIsNoLogsRequestIsADeadLetterOfItsTopic() {
    try (JobFixture fixture = new JobFixture(RecordedLogsIT.class, folder)) {
      StreamJobsConfig usual = fixture.config();
      StreamJobsConfig config =
          usual.withTopics(
              usual.spans(),
              usual.metrics(),
              usual.logs().withExternal(Topics.LOGS_EXTERNAL, "fleet-a"));
      try (RunningStreamJob job = fixture.start(config)) {
        fixture.sendLogs("default", new byte[] {1, 2, 3});
        fixture.send(new ProducerRecord<>(Topics.LOGS_EXTERNAL, new byte[] {1, 2, 3}));
        fixture.awaitSettled(job);
      }
      assertThat(
              fixture.query("SELECT tenant_id, topic, reason FROM dead_letters ORDER BY tenant_id"))
          .isEqualTo(
              "default\totlp_logs\tmalformed_request\n"
                  + "fleet-a\totlp_logs_external\tmalformed_request");
    }
  }

  private static String tables(JobFixture fixture) {
    return fixture.tables()
        + "\n--\n"
        + fixture.query(
            """
            SELECT hex(trace_id), hex(span_id), hex(parent_span_id), start_time, kind,
              content_roles, content_hashes, flags
            FROM span_supplements ORDER BY ALL\
            """);
  }

  private static void everyModelCallHasItsContent(JobFixture fixture) {
    List<AgentEvent> calls =
        fixture
            .query("SELECT DISTINCT lower(hex(trace_id)) FROM span_supplements")
            .lines()
            .map(TraceId::parse)
            .flatMap(trace ->
                SpanSupplements.of(fixture.stored("default", trace).events()).spans().stream())
            .filter(span -> span.kind() == EventKind.LLM)
            .toList();
    assertThat(calls).isNotEmpty();
    assertThat(calls)
        .allSatisfy(call ->
            assertThat(call.contents())
                .extracting(ref -> ref.role())
                .contains(ContentRole.INPUT_MESSAGES));
  }

  private static void theLedgerAddsUp(JobFixture fixture, RunningStreamJob job) {
    assertThat(
            fixture.query(
                "SELECT sum(decoded), sum(stored), sum(deduplicated), sum(dead_lettered)"
                    + " FROM ingest_ledger WHERE topic = 'otlp_logs'"))
        .isEqualTo("%1$d\t%1$d\t0\t0".formatted(counter(job, "supplements")));
    assertThat(counter(job, "seen"))
        .isPositive()
        .isEqualTo(
            counter(job, "used")
                + counter(job, "noted")
                + counter(job, "plain")
                + counter(job, "dead_lettered"));
  }

  private static long counter(RunningStreamJob job, String name) {
    return job.counters().getOrDefault("leeway.decode.logs." + name, 0L);
  }

  private static List<byte[]> requests(Path recording, String signal) {
    try (Stream<Path> files = Files.list(recording)) {
      return files
          .filter(file -> file.toString().endsWith(signal + ".pb"))
          .sorted()
          .map(RecordedLogsIT::bytes)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
