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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spans and logs of clients by different requests, through the whole job. */
final class RecordedLogsIT {
  /** Recorded clients, each a tenant of its own, and what their logs add to spans. */
  private static final Map<String, Long> SUPPLEMENTS =
      new TreeMap<>(Map.of("otel-js-openai", 37L, "openai-java", 43L));

  @TempDir Path folder;

  @Test
  void logsBeforeOrAfterTheirSpansLeaveTheSameTables() {
    String logsFirst;
    try (JobFixture fixture = new JobFixture(RecordedLogsIT.class, folder.resolve("before"));
        RunningStreamJob job = fixture.start()) {
      sendLogs(fixture);
      fixture.awaitSettled(job);
      sendTraces(fixture);
      fixture.awaitSettled(job);
      logsFirst = tables(fixture);
      SUPPLEMENTS.forEach((client, supplements) -> {
        assertThat(
                fixture.number(
                    "SELECT count() FROM span_supplements WHERE tenant_id = '" + client + "'"))
            .isEqualTo(supplements);
        everyModelCallHasItsContent(fixture, client);
      });
      assertThat(fixture.number("SELECT count() FROM agent_events"))
          .isEqualTo(job.counters().get("leeway.decode.spans"));
      theLedgerAddsUp(fixture, job);
    }
    try (JobFixture fixture = new JobFixture(RecordedLogsIT.class, folder.resolve("after"));
        RunningStreamJob job = fixture.start()) {
      sendTraces(fixture);
      fixture.awaitSettled(job);
      sendLogs(fixture);
      fixture.awaitSettled(job);
      // What comes again changes nothing.
      sendLogs(fixture);
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

  private static void sendTraces(JobFixture fixture) {
    SUPPLEMENTS
        .keySet()
        .forEach(client ->
            requests(client, "-traces").forEach(request -> fixture.send(client, request)));
  }

  private static void sendLogs(JobFixture fixture) {
    SUPPLEMENTS
        .keySet()
        .forEach(client ->
            requests(client, "-logs").forEach(request -> fixture.sendLogs(client, request)));
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

  private static void everyModelCallHasItsContent(JobFixture fixture, String client) {
    List<AgentEvent> calls =
        fixture
            .query(
                "SELECT DISTINCT lower(hex(trace_id)) FROM span_supplements WHERE tenant_id = '"
                    + client
                    + "'")
            .lines()
            .map(TraceId::parse)
            .flatMap(trace ->
                SpanSupplements.of(fixture.stored(client, trace).events()).spans().stream())
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

  private static List<byte[]> requests(String client, String signal) {
    try (Stream<Path> files = Files.list(RecordedData.require("otlp-captures/" + client))) {
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
