package dev.leeway.streamjobs.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leeway.clickhouse.testing.TestDatabase;
import dev.leeway.clickhouse.testing.TestEngine;
import dev.leeway.signals.backtest.BacktestRefusedException;
import dev.leeway.signals.backtest.BacktestReport;
import dev.leeway.signals.control.BaselineControl;
import dev.leeway.signals.control.DeploymentMarker;
import dev.leeway.signals.drift.BaselineOrder;
import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.rules.DetectionRules;
import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import dev.leeway.storage.StorageConfig;
import dev.leeway.storage.backtest.BacktestLimits;
import dev.leeway.storage.backtest.BacktestOrder;
import dev.leeway.storage.backtest.BacktestRunner;
import dev.leeway.storage.finding.FindingJson;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.insert.BlockInserter;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.row.BaselineRows;
import dev.leeway.storage.row.EncodedBlock;
import dev.leeway.storage.row.FindingRows;
import dev.leeway.storage.row.InsertTarget;
import dev.leeway.storage.row.WindowRows;
import dev.leeway.storage.schema.Migrations;
import dev.leeway.storage.schema.RetentionConfig;
import dev.leeway.streamjobs.edge.AgentFrontier;
import dev.leeway.streamjobs.edge.Destination;
import dev.leeway.streamjobs.edge.FoldItem;
import dev.leeway.streamjobs.edge.MonitorInput;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.store.StartControls;
import dev.leeway.streamjobs.store.StoredWindows;
import dev.leeway.streamjobs.window.FoldWindows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The stream's own operators over one day and a half of two agents, stored as they store it; and
 * the backtest of the same rules over what was stored.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BacktestIT {
  private static final String TENANT = "acme";
  private static final long MINUTE = 60_000;
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final int MINUTES = 36 * 60;
  private static final Instant END = START.plus(Duration.ofMinutes(MINUTES));

  /** In the shop's: failures; in the desk's: longer runs. */
  private static final int FAILING_FROM = 26 * 60;

  private static final int FAILING_TO = 29 * 60;
  private static final int SLOW_FROM = 30 * 60 + 7;

  /** Somebody holds the shop's first day to be normal, and a prompt of the desk's is deployed. */
  private static final int PINNED_AT = 25 * 60 + 3;

  private static final DeploymentMarker DEPLOYED =
      DeploymentMarker.of(
          TENANT,
          millis(SLOW_FROM),
          "production",
          "desk",
          "prompt-7",
          millis(SLOW_FROM),
          "",
          "",
          "ci",
          "");

  /**
   * Examples are a sample that storage draws anew when it merges; NaN coverage is no difference.
   */
  private static final RecursiveComparisonConfiguration BUT_FOR_EXAMPLES =
      RecursiveComparisonConfiguration.builder()
          .withIgnoredFields("exemplarTraceIds")
          .withEqualsForType(
              (one, other) -> one.equals(other) || Math.abs(one - other) <= 1e-15, Double.class)
          .build();

  private static final RuleBook RULES =
      RuleBook.defaults()
          .with(
              DetectionRules.SECTION,
              new DetectionRules(2, Map.of(), 600, Duration.ofMinutes(5), List.of()));

  private final Map<String, Finding> live = new LinkedHashMap<>();
  private ClickHouseClient clickHouse;

  @BeforeAll
  @SuppressWarnings("try") // A harness says that closing it may be interrupted.
  void runTheStreamAndStoreWhatItGives() throws Exception {
    TestDatabase database = TestEngine.databaseFor(BacktestIT.class);
    clickHouse =
        new ClickHouseClient(
            StorageConfig.defaults()
                .withUri(database.uri())
                .withDatabase(database.name())
                .withCredentials(database.user(), database.password()));
    Migrations.apply(clickHouse, RetentionConfig.defaults());
    try (var fold = new OneInputStreamOperatorTestHarness<>(new FoldWindows(RULES));
        var monitor =
            new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(
                    new MonitorTenant(metrics -> new NothingStored(), StartControls.NONE, RULES)),
                MonitorInput::tenantId,
                Types.STRING)) {
      // When rows were written decides how long they are kept.
      fold.setProcessingTime(InstantSource.system().millis());
      fold.open();
      monitor.open();
      SplittableRandom random = new SplittableRandom(7);
      List<StoreRow> rows = new ArrayList<>();
      for (int minute = 0; minute < MINUTES; minute++) {
        for (String control : controls(minute)) {
          monitor.processElement(new StreamRecord<>(MonitorInput.ofControl(TENANT, control)));
        }
        // Twice a minute, as checkpoints come at any time: so a minute is several partials.
        for (int half = 0; half < 2; half++) {
          long from = START.toEpochMilli() + minute * MINUTE + half * MINUTE / 2;
          for (Observation run : runs(minute, from, random)) {
            fold.processElement(new StreamRecord<>(FoldItem.of(run)));
          }
          for (String agent : List.of("shop", "desk")) {
            fold.processElement(
                new StreamRecord<>(
                    FoldItem.of(
                        new AgentFrontier(
                            TENANT, "production", agent, 0, from - 15_000, from + 25_000))));
          }
          fold.prepareSnapshotPreBarrier(2L * minute + half);
          for (MonitorInput input : drained(fold)) {
            monitor.processElement(new StreamRecord<>(input));
          }
          rows.addAll(windows(fold));
        }
        gather(monitor, rows);
      }
      store(rows);
    }
  }

  @AfterAll
  void close() {
    clickHouse.close();
  }

  @Test
  void theBacktestOfTheSameRulesFindsWhatTheStreamFound() {
    BacktestReport report =
        runner(1_000_000).run(order(START, END, RULES, false), (done, all) -> {});

    assertThat(drift(live.values().stream()))
        .extracting(finding -> finding.slice().agent() + " " + finding.signal())
        .contains("shop run.outcome", "desk run.duration");
    assertThat(report.findings())
        .usingRecursiveFieldByFieldElementComparator(BUT_FOR_EXAMPLES)
        .containsExactlyInAnyOrderElementsOf(live.values());
    assertThat(drift(report.findings().stream()))
        .filteredOn(finding -> finding.slice().wholeAgent())
        .filteredOn(finding -> finding.slice().agent().equals("desk"))
        .extracting(Finding::effectText)
        .singleElement()
        .satisfies(text -> assertThat(text).contains("since deploy prompt-7 at "));
    assertThat(report.told().deployments()).isEqualTo(1);
    assertThat(report.told().pins()).isEqualTo(1);
    assertThat(report.from()).isEqualTo(START);
    assertThat(report.agents()).isEqualTo(2);
    assertThat(report.promise()).isEqualTo(2);
    assertThat(report.lines())
        .allSatisfy(line -> assertThat(line.found()).isEqualTo(line.stored()));
  }

  /** Rolling ones, of whole agents and of a version, against the windows that they speak of. */
  @Test
  void storedBaselinesAreSumsOfStoredWindowsBeforeTheOnset() {
    String sums =
        """
        SELECT slot, mapContains(any(b.slice), 'version') AS of_version, b.baseline_id,
          any(arraySum(b.bin_counts)) AS runs, sum(w.count) AS counted
        FROM baselines AS b FINAL
        JOIN signal_windows AS w
          ON w.tenant_id = b.tenant_id AND w.signal = b.signal AND w.slice_id = b.slice_id
        WHERE b.slot != 'PINNED' AND w.window_seconds = 60
          AND w.window_start >= b.from_time AND w.window_start < b.to_time
        GROUP BY b.slot, b.baseline_id
        """;
    assertThat(
            text(
                "SELECT slot, of_version, countIf(runs != counted) FROM (%s) GROUP BY ALL ORDER BY ALL"
                    .formatted(sums)))
        .isEqualTo(
            """
            FROZEN\t0\t0
            FROZEN\t1\t0
            PREVIOUS\t0\t0
            PREVIOUS\t1\t0
            REFERENCE\t0\t0
            REFERENCE\t1\t0
            YESTERDAY\t0\t0
            YESTERDAY\t1\t0
            """);
    assertThat(
            text(
                """
                SELECT countIf(b.to_time > f.onset_at), count() > 0 FROM findings AS f FINAL
                JOIN baselines AS b FINAL ON b.tenant_id = f.tenant_id AND b.baseline_id = f.baseline_id
                WHERE f.baseline_id != ''
                """))
        .isEqualTo("0\t1\n");
  }

  private String text(String sql) {
    return new String(clickHouse.query(sql), StandardCharsets.UTF_8);
  }

  @Test
  void aBacktestThatBeginsLaterLearnsFromTheHoursBefore() {
    BacktestReport report =
        runner(1_000_000)
            .run(order(START.plus(Duration.ofHours(25)), END, RULES, true), (done, all) -> {});

    assertThat(report.hours()).isPositive();
    assertThat(report.warmFrom()).isEqualTo(START);
    assertThat(drift(report.findings().stream()))
        .extracting(finding -> finding.slice().agent() + " " + finding.signal())
        .contains("shop run.outcome", "desk run.duration");
    assertThat(report.wishes().keySet()).containsExactlyInAnyOrder(0.5, 1.0, 2.0, 5.0);
    assertThat(report.wishes().get(2.0)).isEqualTo(report.driftFindings());
  }

  @Test
  void oneAgentIsLookedAtAlone() {
    BacktestReport report =
        runner(1_000_000)
            .run(
                new BacktestOrder(TENANT, "desk", new TimeRange(START, END), RULES, false),
                (done, all) -> {});

    assertThat(report.agents()).isEqualTo(1);
    assertThat(report.findings())
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.slice().agent()).isEqualTo("desk"));
  }

  @Test
  void anotherTenantHasFoundNothing() {
    BacktestReport report =
        runner(1_000_000)
            .run(
                new BacktestOrder("other'; --", "", new TimeRange(START, END), RULES, true),
                (done, all) -> {});

    assertThat(report.findings()).isEmpty();
    assertThat(report.windows()).isZero();
  }

  @Test
  void moreRowsThanAllowedAreRefusedBeforeAnyIsRead() {
    assertThatExceptionOfType(BacktestRefusedException.class)
        .isThrownBy(() -> runner(1_000).run(order(START, END, RULES, false), (done, all) -> {}))
        .withMessageContaining("expected to read at most 1,000 rows of windows, came ");
  }

  private BacktestRunner runner(long rowsMax) {
    return new BacktestRunner(clickHouse, new BacktestLimits(rowsMax, 64L << 20));
  }

  private static BacktestOrder order(Instant from, Instant to, RuleBook rules, boolean wishes) {
    return new BacktestOrder(TENANT, "", new TimeRange(from, to), rules, wishes);
  }

  private static List<Finding> drift(Stream<Finding> findings) {
    return findings.filter(BacktestReport::isDrift).toList();
  }

  /** What the topic of controls brings in a minute. */
  private static List<String> controls(int minute) {
    if (minute == SLOW_FROM) {
      return List.of(DEPLOYED.json());
    }
    return minute == PINNED_AT
        ? List.of(
            BaselineControl.json(
                BaselineOrder.pin(
                    Slice.ofAgent(TENANT, "production", "shop"),
                    "run.outcome",
                    millis(PINNED_AT),
                    START.toEpochMilli(),
                    millis(24 * 60),
                    Map.of(0, 230L),
                    11_290,
                    "ada")))
        : List.of();
  }

  private static long millis(int minute) {
    return START.toEpochMilli() + minute * MINUTE;
  }

  /** Four runs of each agent in half a minute. */
  private static List<Observation> runs(int minute, long fromMillis, SplittableRandom random) {
    List<Observation> runs = new ArrayList<>();
    for (int run = 0; run < 4; run++) {
      boolean failing = minute >= FAILING_FROM && minute < FAILING_TO;
      runs.add(run("shop", fromMillis, random, random.nextDouble() < (failing ? 0.25 : 0.02), 1));
      runs.add(
          run("desk", fromMillis, random, random.nextDouble() < 0.02, minute >= SLOW_FROM ? 2 : 1));
    }
    return runs;
  }

  private static Observation run(
      String agent, long fromMillis, SplittableRandom random, boolean failed, double slower) {
    return new Observation(
        Slice.ofAgent(TENANT, "production", agent),
        1,
        fromMillis + random.nextInt(30_000),
        Map.of("version", "1.4"),
        List.of(
            Measurement.number("run.count", 1),
            Measurement.category("run.outcome", failed ? "ERROR" : "OK"),
            Measurement.number(
                "run.duration", Math.rint(slower * 800 * Math.exp(0.5 * random.nextGaussian())))),
        "%032x".formatted(random.nextLong() >>> 1));
  }

  private static List<MonitorInput> drained(
      OneInputStreamOperatorTestHarness<FoldItem, MonitorInput> fold) {
    List<MonitorInput> inputs =
        fold.getRecordOutput().stream().<MonitorInput>map(StreamRecord::getValue).toList();
    fold.getOutput().clear();
    return inputs;
  }

  private static List<StoreRow> windows(
      OneInputStreamOperatorTestHarness<FoldItem, MonitorInput> fold) {
    var output = fold.getSideOutput(FoldWindows.ROWS);
    List<StoreRow> rows = output.stream().<StoreRow>map(StreamRecord::getValue).toList();
    output.clear();
    return rows;
  }

  /** What the monitor told; and its rows of findings to the others. */
  private void gather(
      KeyedOneInputStreamOperatorTestHarness<String, MonitorInput, StoreRow> monitor,
      List<StoreRow> rows)
      throws IOException {
    for (StreamRecord<? extends StoreRow> told : monitor.getRecordOutput()) {
      StoreRow row = told.getValue();
      if (row.destination() == Destination.FINDINGS || row.destination() == Destination.BASELINES) {
        rows.add(row);
      } else if (row.destination() == Destination.FINDINGS_TOPIC) {
        Finding finding = FindingJson.read(row.bytes());
        live.put(finding.findingId(), finding);
      }
    }
    monitor.getOutput().clear();
  }

  private void store(List<StoreRow> rows) {
    insert(rows, Destination.SIGNAL_WINDOWS, new WindowRows().target());
    insert(rows, Destination.FINDINGS, new FindingRows().target());
    insert(rows, Destination.BASELINES, new BaselineRows().target());
    clickHouse.execute(
        """
        INSERT INTO deployments (tenant_id, marker_id, revision, is_deleted, environment,
          agent_name, version, deployed_at, source)
        VALUES ('%s', '%s', %d, 0, 'production', 'desk', 'prompt-7',
          fromUnixTimestamp64Milli(toInt64(%d)), 'api')
        """
            .formatted(TENANT, DEPLOYED.markerId(), DEPLOYED.revision(), DEPLOYED.atMillis()));
  }

  private void insert(List<StoreRow> rows, Destination destination, InsertTarget target) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int count = 0;
    for (StoreRow row : rows) {
      if (row.destination() == destination) {
        bytes.writeBytes(row.bytes());
        count++;
      }
    }
    new BlockInserter(clickHouse)
        .insert(new EncodedBlock(target, count, bytes.toByteArray()), destination.name());
  }

  /** A tenant that nothing was stored of before. */
  private static final class NothingStored implements StoredWindows {
    @Override
    public void hours(
        String tenantId, long fromMillis, long toMillis, Consumer<WindowPartial> each) {}

    @Override
    public void seasons(
        String tenantId, long fromMillis, long toMillis, Consumer<WindowPartial> each) {}

    @Override
    public void kept(String tenantId, Consumer<Baseline> each) {}

    @Override
    public void findings(String tenantId, long fromMillis, Consumer<Finding> each) {}

    @Override
    public void close() {}
  }
}
