package dev.leeway.storage.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.leeway.signals.control.DeploymentMarker;
import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunOutcome;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import dev.leeway.storage.TestStorage;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.insert.BlockInserter;
import dev.leeway.storage.pool.ReadPool;
import dev.leeway.storage.row.BlockWriter;
import dev.leeway.storage.row.HourWindows;
import dev.leeway.storage.row.RowEncoder;
import dev.leeway.storage.row.RunRow;
import dev.leeway.storage.row.RunRows;
import dev.leeway.storage.row.WindowRow;
import dev.leeway.storage.row.WindowRows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Versions, their windows, their routes and deployment markers, as a real engine gives them. */
final class VersionStoreIT {
  // Retention goes by the engine's clock, so the rows must be new.
  private static final Instant HOUR = twoHoursAgo();
  private static final TimeRange RANGE = new TimeRange(HOUR, HOUR.plus(Duration.ofHours(2)));
  private static final Instant ENDED = minute(10).plusSeconds(1);
  private static final Slice SHOP = Slice.ofAgent("default", "production", "shop");

  private static ClickHouseClient client;
  private static HikariDataSource pool;

  @BeforeAll
  static void write() {
    client = TestStorage.migratedFor(VersionStoreIT.class);
    pool = ReadPool.of(client.config());
    List<WindowPartial> minutes =
        List.of(
            runs(SHOP, 0, 5),
            runs(SHOP.with("version", "v1"), 0, 3),
            runs(SHOP.with("version", "v1"), 30, 4),
            runs(SHOP.with("version", "v2"), 30, 2),
            runs(SHOP.with("version", "gone"), 30, 1),
            runs(SHOP.with("version", "gone"), 30, -1),
            runs(SHOP.with("version", "__other__"), 31, 1),
            runs(SHOP.with("model", "m"), 30, 6),
            runs(Slice.ofAgent("other", "production", "shop").with("version", "v7"), 3, 9));
    List<WindowRow> rows = new ArrayList<>();
    minutes.forEach(minute -> rows.add(new WindowRow(minute, HOUR.toEpochMilli())));
    HourWindows.of(minutes).forEach(hour -> rows.add(new WindowRow(hour, HOUR.toEpochMilli())));
    insert(new WindowRows(), rows);
    insert(
        new RunRows(),
        List.of(
            row(run(1, "v1", "/chat", RunOutcome.OK)),
            row(run(2, "v1", "/chat", RunOutcome.ERROR)),
            row(run(3, "v2", "/order", RunOutcome.OK)),
            row(run(4, "v2", "/order", RunOutcome.OPEN)),
            row(run(5, "v2", "", RunOutcome.OK)),
            row(run(6, "v3", "/chat", RunOutcome.OK))));
  }

  @AfterAll
  static void close() {
    pool.close();
    client.close();
  }

  @Test
  void versionsAreToldNewestFirstWithTheirFirstMinute() {
    assertThat(new VersionStore(pool).seen(SHOP))
        .containsExactly(
            new SeenVersion("v2", minute(30), minute(30), 2),
            new SeenVersion("v1", HOUR, minute(30), 7));
  }

  @Test
  void windowsOfTwoVersionsComeByVersionAndSignal() {
    Map<String, Map<String, List<WindowPoint>>> windows =
        new VersionStore(pool)
            .windows(
                SHOP,
                List.of("v1", "v2"),
                List.of("run.count", "run.duration"),
                RANGE,
                new WindowStep(60, 60));
    assertThat(windows).containsOnlyKeys("v1", "v2");
    assertThat(windows.getOrDefault("v1", Map.of())).containsOnlyKeys("run.count");
    assertThat(windows.getOrDefault("v1", Map.of()).getOrDefault("run.count", List.of()))
        .extracting(WindowPoint::at)
        .containsExactly(HOUR, minute(30));
  }

  @Test
  void routesCountClosedRunsAndThoseThatEndedBadly() {
    assertThat(new VersionStore(pool).routes(SHOP, List.of("v1", "v2"), RANGE))
        .containsExactly(
            new RouteRuns("v1", "/chat", 2, 1, ENDED),
            new RouteRuns("v2", "", 1, 0, ENDED),
            new RouteRuns("v2", "/order", 1, 0, ENDED));
  }

  @Test
  void valuesOfRunsAreAddedUpByRouteInTheMinuteOfTheirEnd() {
    List<RouteValue> values =
        new RouteValueStore(pool)
            .values(
                SHOP,
                List.of("v1", "v2"),
                List.of("/chat"),
                Map.of("run.outcome", 0.0, "run.duration", 1.0, "contract.language", 0.0),
                RANGE,
                60)
            .orElseThrow();
    assertThat(values)
        .containsExactlyInAnyOrder(
            outcomes("v1", "/chat", "OK"),
            outcomes("v1", "/chat", "ERROR"),
            new RouteValue("v1", "/chat", minute(10), "contract.language", "en", 2, 0, 0, 0, 0),
            new RouteValue(
                "v1",
                "/chat",
                minute(10),
                "run.duration",
                "",
                2,
                2,
                200,
                2 * Math.log(101),
                2 * Math.log(101) * Math.log(101)));
  }

  private static RouteValue outcomes(String version, String operation, String outcome) {
    return new RouteValue(version, operation, minute(10), "run.outcome", outcome, 1, 0, 0, 0, 0);
  }

  @Test
  void aMarkerToldAgainIsListedOnceAsItWasToldLast() {
    DeploymentStore store = new DeploymentStore(pool);
    store.append(marker("v1", 1, ""));
    store.append(marker("v2", 1, "first"));
    store.append(marker("v2", 2, "second"));
    assertThat(store.list("default", "shop", "", RANGE, 10))
        .containsExactlyInAnyOrder(marker("v1", 1, ""), marker("v2", 2, "second"));
    assertThat(store.list("default", "", "staging", RANGE, 10)).isEmpty();
    assertThat(store.list("other", "", "", RANGE, 10)).isEmpty();
    assertThat(new AgentStore(pool).deployments("default", "shop", RANGE))
        .extracting(Deployment::version)
        .containsExactlyInAnyOrder("v1", "v2");
    assertThat(store.find("default", marker("v2", 1, "").markerId()))
        .contains(marker("v2", 2, "second"));
    store.withdraw(marker("v2", 3, "second"));
    assertThat(store.find("default", marker("v2", 1, "").markerId())).isEmpty();
    assertThat(store.list("default", "shop", "", RANGE, 10)).containsExactly(marker("v1", 1, ""));
  }

  private static Instant twoHoursAgo() {
    return InstantSource.system()
        .instant()
        .truncatedTo(ChronoUnit.HOURS)
        .minus(Duration.ofHours(2));
  }

  private static DeploymentMarker marker(String version, long revision, String note) {
    return DeploymentMarker.of(
        "default",
        revision,
        "production",
        "shop",
        version,
        HOUR.plusMillis(1_250).toEpochMilli(),
        "4f2a",
        "https://ci.example/'7'",
        "ci",
        note);
  }

  private static Instant minute(int minute) {
    return HOUR.plus(Duration.ofMinutes(minute));
  }

  private static WindowPartial runs(Slice slice, int minute, int count) {
    return new WindowPartial(
        slice,
        "run.count",
        minute(minute).toEpochMilli(),
        60,
        count,
        count,
        Map.of(),
        Map.of("__undistributed__", (long) count),
        List.of());
  }

  private static RunRow row(Run run) {
    return new RunRow(run, HOUR.toEpochMilli());
  }

  private static Run run(long trace, String version, String operation, RunOutcome outcome) {
    return new Run(
        new AgentSource("default", "production", "shop", version, "shop-1", "shop", version),
        new TraceId(trace, trace),
        trace,
        1,
        false,
        "invoke_agent shop",
        minute(10).toEpochMilli() * 1_000_000,
        1_000_000_000L,
        SpanStatus.OK,
        outcome,
        "",
        "",
        "",
        1,
        0,
        0,
        0,
        0,
        0,
        0,
        null,
        version.equals("v1") ? Map.of("run.duration", 100.0, "run.count", 1.0) : Map.of(),
        version.equals("v1") ? Map.of("contract.language", "en") : Map.of(),
        operation.isEmpty()
            ? Map.of("version", version)
            : Map.of("version", version, "operation", operation),
        0);
  }

  private static <T> void insert(RowEncoder<T> encoder, List<T> values) {
    BlockWriter<T> writer = new BlockWriter<>(encoder, 100_000, BlockWriter.BYTES_MAX);
    values.forEach(writer::add);
    new BlockInserter(client).insert(writer.finish(), UUID.randomUUID().toString());
  }
}
