package dev.leeway.streamjobs.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leeway.kafka.Topics;
import dev.leeway.signals.control.BaselineControl;
import dev.leeway.signals.control.DeploymentMarker;
import dev.leeway.signals.drift.BaselineOrder;
import dev.leeway.signals.window.Slice;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job between a real broker and a real engine. */
final class StreamJobIT {
  /** Old enough that storage is asked about each span, young enough to be no history. */
  private static final long AGE_MILLIS = 600_000;

  private static final Slice SHOP = Slice.ofAgent("default", "default", "shop");
  @TempDir Path folder;

  @Test
  void whatIsSentAgainAddsNothingAndTheLedgerAddsUp() {
    try (JobFixture fixture = new JobFixture(StreamJobIT.class, folder)) {
      OtlpTraffic traffic = new OtlpTraffic(1, "shop");
      List<List<Span>> runs = traffic.runs(40, start(), 1_000);
      long spans = runs.stream().mapToInt(List::size).sum();
      String once;
      try (RunningStreamJob job = fixture.start()) {
        runs.forEach(run -> fixture.send(traffic, run));
        fixture.send("default", new byte[] {1, 2, 3});
        fixture.send(new ProducerRecord<>("otlp_spans", traffic.request(runs.getFirst())));
        fixture.awaitSettled(job);
        once = fixture.tables();
        assertThat(job.check().problems()).isEmpty();
        DeploymentMarker deployed =
            DeploymentMarker.of("default", 1, "default", "shop", "v42", start(), "", "", "ada", "");
        fixture.send(control(pinnedAt(start())));
        fixture.send(control(deployed.key(), deployed.json()));
        fixture.send(control("other/key", "{\"kind\":\"of somebody else\"}"));
        runs.forEach(run -> fixture.send(traffic, run));
        fixture.awaitSettled(job);
        assertThat(fixture.tables()).isEqualTo(once);
        awaitCount(job, "leeway.controls.taken", 2);
        awaitCount(job, "leeway.controls.others", 1);
        awaitPins(fixture, 1);
      }
      // What is said while no job runs: the next one knows it before it tests anything.
      fixture.send(control(BaselineOrder.unpin(SHOP, "run.duration", start() + 1, "ada")));
      try (RunningStreamJob job = fixture.start()) {
        assertThat(job.check().notes()).allMatch(note -> note.contains("checkpoint"));
        runs.forEach(run -> fixture.send(traffic, run));
        fixture.awaitSettled(job);
        assertThat(fixture.tables()).isEqualTo(once);
        awaitPins(fixture, 2);
      }
      assertThat(fixture.number("SELECT count() FROM agent_events")).isEqualTo(spans);
      assertThat(fixture.query("SELECT outcome, count() FROM runs FINAL GROUP BY outcome"))
          .isEqualTo("OK\t40");
      assertThat(
              fixture.query(
                  "SELECT sum(decoded), sum(stored), sum(deduplicated), sum(dead_lettered),"
                      + " sum(items) FROM ingest_ledger"))
          .isEqualTo("%d\t%d\t%d\t2\t%d".formatted(3 * spans, spans, 2 * spans, 3 * spans + 2));
      assertThat(
              fixture.number(
                  "SELECT countIf(decoded != stored + deduplicated"
                      + " OR items != decoded + dead_lettered) FROM ingest_ledger FINAL"))
          .isZero();
      assertThat(fixture.query("SELECT reason FROM dead_letters ORDER BY reason"))
          .isEqualTo("malformed_request\nno_tenant");
    }
  }

  @Test
  void aSpanThatNamesItsDataSourceIsOneSightingHoweverOftenItIsSent() {
    try (JobFixture fixture = new JobFixture(StreamJobIT.class, folder)) {
      OtlpTraffic traffic = new OtlpTraffic(5, "desk");
      long from = start();
      List<List<Span>> runs =
          traffic.runs(20, from, 1_000).stream()
              .map(run -> OtlpTraffic.withSource(run, "policies", from - 70_000))
              .toList();
      try (RunningStreamJob job = fixture.start()) {
        for (int times = 0; times < 3; times++) {
          runs.forEach(run -> fixture.send(traffic, run));
          fixture.awaitSettled(job);
        }
        assertThat(job.check().problems()).isEmpty();
      }
      assertThat(
              fixture.query(
                  "SELECT source_id, agent_name, carrier, count(), uniqExact(span_id),"
                      + " min(freshness_lag_seconds) >= 60, uniqExact(as_of)"
                      + " FROM source_freshness GROUP BY ALL"))
          .isEqualTo("policies\tdesk\tATTRIBUTES\t20\t20\t1\t1");
    }
  }

  @Test
  void aTopicThatOthersWriteToHasItsOwnTenantWhateverItsHeadersSay() {
    try (JobFixture fixture = new JobFixture(StreamJobIT.class, folder)) {
      OtlpTraffic traffic = new OtlpTraffic(6, "fleet");
      List<List<Span>> runs = traffic.runs(3, start(), 1_000);
      long spans = runs.stream().mapToInt(List::size).sum();
      // A job of an earlier version left a checkpoint that knows nothing of the topic.
      SavedJob.restore(fixture.config().stateFolder());
      StreamJobsConfig config =
          fixture
              .config()
              .withTopics(
                  fixture.config().spans().withExternal(Topics.SPANS_EXTERNAL, "fleet-a"),
                  fixture.config().metrics(),
                  fixture.config().logs());
      try (RunningStreamJob job = fixture.start(config)) {
        assertThat(job.check().notes()).allMatch(note -> note.contains("checkpoint"));
        for (List<Span> run : runs) {
          ProducerRecord<byte[], byte[]> record =
              new ProducerRecord<>(Topics.SPANS_EXTERNAL, traffic.request(run));
          record
              .headers()
              .add(Topics.TENANT_HEADER, "somebody-else".getBytes(StandardCharsets.UTF_8));
          fixture.send(record);
        }
        fixture.send(new ProducerRecord<>(Topics.SPANS_EXTERNAL, new byte[] {1, 2, 3}));
        fixture.awaitSettled(job);
      }
      assertThat(fixture.query("SELECT tenant_id, count() FROM agent_events GROUP BY tenant_id"))
          .isEqualTo("fleet-a\t" + spans);
      // The run that it had open: its root, which would have named the agent, never came.
      assertThat(
              fixture.query(
                  "SELECT agent_name, count() FROM runs FINAL WHERE tenant_id = 'default'"
                      + " GROUP BY agent_name"))
          .isEqualTo("saved-service\t1");
      assertThat(fixture.query("SELECT tenant_id, topic, reason FROM dead_letters"))
          .isEqualTo("fleet-a\totlp_spans_external\tmalformed_request");
    }
  }

  @Test
  void neitherOrderNorLatenessNorAHardStopChangesTheTables() {
    long start = start();
    OtlpTraffic traffic = new OtlpTraffic(2, "support");
    List<List<Span>> runs = traffic.runs(60, start, 700);
    String inOrder;
    try (JobFixture fixture = new JobFixture(StreamJobIT.class, folder.resolve("order"))) {
      try (RunningStreamJob job = fixture.start()) {
        runs.forEach(run -> fixture.send(traffic, run));
        fixture.awaitSettled(job);
      }
      inOrder = fixture.tables();
    }
    List<Span> shuffled = new ArrayList<>(runs.stream().flatMap(List::stream).toList());
    Collections.shuffle(shuffled, new Random(3));
    int late = shuffled.size() / 8;
    try (JobFixture fixture = new JobFixture(StreamJobIT.class, folder.resolve("chaos"))) {
      RunningStreamJob first = fixture.start();
      send(fixture, traffic, shuffled.subList(late, shuffled.size() / 2));
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> fixture.number("SELECT count() FROM agent_events") > 0);
      send(fixture, traffic, shuffled.subList(shuffled.size() / 2, shuffled.size()));
      first.abandon();
      try (RunningStreamJob job = fixture.start()) {
        fixture.awaitSettled(job);
        send(fixture, traffic, shuffled.subList(0, late));
        fixture.awaitSettled(job);
        assertThat(job.counters().get("leeway.run.traces.corrected")).isPositive();
      }
      assertThat(fixture.tables()).isEqualTo(inOrder);
    }
  }

  @Test
  void aDamagedCheckpointIsPassedOverAndWithNoneLeftNothingDoublesEither() throws Exception {
    OtlpTraffic traffic = new OtlpTraffic(4, "coder");
    List<List<Span>> runs = traffic.runs(30, start(), 900);
    try (JobFixture fixture = new JobFixture(StreamJobIT.class, folder)) {
      String once;
      try (RunningStreamJob job = fixture.start()) {
        runs.forEach(run -> fixture.send(traffic, run));
        fixture.awaitSettled(job);
        once = fixture.tables();
      }
      fixture.damage(fixture.checkpoints().getFirst());
      try (RunningStreamJob job = fixture.start()) {
        assertThat(job.check().notes()).noneMatch(note -> note.contains("retention"));
        fixture.awaitSettled(job);
      }
      assertThat(fixture.tables()).isEqualTo(once);
      fixture.checkpoints().forEach(fixture::damage);
      try (RunningStreamJob job = fixture.start()) {
        assertThat(job.check().notes()).anyMatch(note -> note.contains("retention"));
        fixture.awaitSettled(job);
        assertThat(job.counters().get("leeway.run.spans.deduplicated")).isPositive();
        assertThat(job.counters().get("leeway.monitor.hour_partials")).isPositive();
      }
      assertThat(fixture.tables()).isEqualTo(once);
    }
  }

  @Test
  void whileStorageIsAwayNothingIsLostAndTheJobSaysSo() {
    OtlpTraffic traffic = new OtlpTraffic(5, "analyst");
    List<List<Span>> runs = traffic.runs(40, start(), 800);
    int half = runs.size() / 2;
    try (JobFixture fixture = new JobFixture(StreamJobIT.class, folder);
        Gate gate = fixture.gate()) {
      StreamJobsConfig throughGate = fixture.through(gate);
      RunningStreamJob first = fixture.start(throughGate);
      runs.subList(0, half).forEach(run -> fixture.send(traffic, run));
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> fixture.number("SELECT count() FROM agent_events") > 0);
      gate.shut();
      runs.subList(half, runs.size()).forEach(run -> fixture.send(traffic, run));
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> first.check().problems().stream().anyMatch(p -> p.contains("storage")));
      first.abandon();
      gate.open();
      try (RunningStreamJob job = fixture.start(throughGate)) {
        gate.shut();
        runs.forEach(run -> fixture.send(traffic, run));
        gate.open();
        fixture.awaitSettled(job);
        assertThat(job.check().problems()).isEmpty();
      }
      assertThat(fixture.number("SELECT count() FROM agent_events"))
          .isEqualTo(runs.stream().mapToLong(List::size).sum());
      assertThat(fixture.query("SELECT outcome, count() FROM runs FINAL GROUP BY outcome"))
          .isEqualTo("OK\t40");
      assertThat(
              fixture.number(
                  "SELECT sum(count) FROM signal_windows_merged WHERE signal = 'run.count'"
                      + " AND window_seconds = 60 AND length(slice) = 2"))
          .isEqualTo(40);
    }
  }

  /** The pin itself, and the empty one that takes it back. */
  private static void awaitPins(JobFixture fixture, int rows) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() ->
            fixture.number("SELECT count() FROM baselines FINAL WHERE slot = 'PINNED'") == rows);
  }

  private static void awaitCount(RunningStreamJob job, String counter, long count) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> job.counters().getOrDefault(counter, 0L) == count);
  }

  private static BaselineOrder pinnedAt(long millis) {
    return BaselineOrder.pin(
        SHOP,
        "run.duration",
        millis,
        millis - 3_600_000,
        millis,
        Map.of(300, 400L, 310, 400L),
        0,
        "ada");
  }

  private static ProducerRecord<byte[], byte[]> control(BaselineOrder order) {
    return control(BaselineControl.key(order), BaselineControl.json(order));
  }

  private static ProducerRecord<byte[], byte[]> control(String key, String json) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Topics.CONTROL,
            key.getBytes(StandardCharsets.UTF_8),
            json.getBytes(StandardCharsets.UTF_8));
    record.headers().add(Topics.TENANT_HEADER, "default".getBytes(StandardCharsets.UTF_8));
    return record;
  }

  private static void send(JobFixture fixture, OtlpTraffic traffic, List<Span> spans) {
    for (int at = 0; at < spans.size(); at += 7) {
      fixture.send(traffic, spans.subList(at, Math.min(spans.size(), at + 7)));
    }
  }

  private static long start() {
    return InstantSource.system().millis() - AGE_MILLIS;
  }
}
