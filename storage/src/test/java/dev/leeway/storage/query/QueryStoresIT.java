package dev.leeway.storage.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.zaxxer.hikari.HikariDataSource;
import dev.leeway.signals.drift.Health;
import dev.leeway.signals.drift.SignalStatus;
import dev.leeway.signals.evaluation.Evaluation;
import dev.leeway.signals.evaluation.PlacedEvaluation;
import dev.leeway.signals.evaluation.Rater;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.event.ModelCall;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.event.ToolCall;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.event.Usage;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunOutcome;
import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Distribution;
import dev.leeway.signals.window.Marks;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import dev.leeway.storage.TestStorage;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.insert.BlockInserter;
import dev.leeway.storage.lookup.EvaluationLookup;
import dev.leeway.storage.pool.ReadPool;
import dev.leeway.storage.row.AgentEventRows;
import dev.leeway.storage.row.BlockWriter;
import dev.leeway.storage.row.ContentRow;
import dev.leeway.storage.row.ContentRows;
import dev.leeway.storage.row.EvaluationRows;
import dev.leeway.storage.row.FindingRows;
import dev.leeway.storage.row.RowEncoder;
import dev.leeway.storage.row.RunRow;
import dev.leeway.storage.row.RunRows;
import dev.leeway.storage.row.StatusRow;
import dev.leeway.storage.row.StatusRows;
import dev.leeway.storage.row.WindowRow;
import dev.leeway.storage.row.WindowRows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The read side against a real engine: what the encoders wrote comes back, for its tenant only. */
final class QueryStoresIT {
  private static final Instant HOUR = lastHour();
  private static final TimeRange RANGE = new TimeRange(HOUR, HOUR.plus(Duration.ofMinutes(30)));
  private static final Slice SHOP = Slice.ofAgent("default", "production", "shop");
  private static final Slice OTHERS = Slice.ofAgent("other", "production", "shop");
  private static final Instant NOW = HOUR.plus(Duration.ofHours(1));

  private static ClickHouseClient client;
  private static HikariDataSource pool;

  @BeforeAll
  static void write() {
    client = TestStorage.migratedFor(QueryStoresIT.class);
    pool = ReadPool.of(client.config());
    insert(
        new WindowRows(),
        rows(
            numbers(SHOP, "run.duration", 0, 1, 100, 100, 200),
            numbers(SHOP, "run.duration", 0, -1, 200),
            numbers(SHOP, "run.duration", 3, 1, 0, 400),
            numbers(SHOP, "run.count", 0, 1, 1, 1),
            numbers(SHOP.with("version", "v1"), "run.count", 0, 1, 1),
            numbers(SHOP.with("version", "v2"), "run.count", 3, 1, 1, 1),
            categories(SHOP, "run.outcome", 0, Map.of("OK", 9L, "ERROR", 1L)),
            categories(SHOP, "run.outcome", 1, Map.of("ERROR", -1L, "TIMEOUT", 1L)),
            categories(SHOP, "contract.shape", 0, Map.of("text", 4L)),
            categories(SHOP, "contract.shape", 2, Map.of("text", 4L, "json {}", 1L)),
            numbers(OTHERS, "run.duration", 0, 1, 100_000),
            numbers(OTHERS, "run.count", 0, 1, 1)));
    insert(
        new RunRows(),
        List.of(
            new RunRow(run("default", 1, 1, RunOutcome.OPEN, 10), HOUR.toEpochMilli()),
            new RunRow(run("default", 1, 2, RunOutcome.OK, 10), HOUR.toEpochMilli()),
            new RunRow(run("default", 2, 1, RunOutcome.ERROR, 20), HOUR.toEpochMilli()),
            new RunRow(run("default", 3, 1, RunOutcome.TIMEOUT, 20), HOUR.toEpochMilli()),
            new RunRow(run("other", 4, 1, RunOutcome.OK, 30), HOUR.toEpochMilli())));
    insert(new AgentEventRows(), List.of(span("default", 1), span("other", 4)));
    insert(new AgentEventRows(), List.of(span("default", 5), logged(12, 99, "a stand-in's row")));
    insert(AgentEventRows.ofSupplements(), List.of(logged(12, -5, "by a log")));
    insert(new AgentEventRows(), List.of(broken(21), broken(22)));
    insert(new ContentRows(), List.of(new ContentRow("default", question(), HOUR.toEpochMilli())));
    insert(
        new FindingRows(),
        List.of(
            finding("default", 1, 1, FindingState.OPEN, Severity.WARNING),
            finding("default", 1, 2, FindingState.CLOSED, Severity.WARNING),
            finding("default", 2, 1, FindingState.OPEN, Severity.INFO),
            finding("default", 3, 1, FindingState.OPEN, Severity.CRITICAL),
            finding("other", 4, 1, FindingState.OPEN, Severity.CRITICAL)));
  }

  @AfterAll
  static void close() {
    pool.close();
    client.close();
  }

  @Test
  void partialsOfAPointAddUpAndWhatWasTakenBackIsGone() {
    List<WindowPoint> points =
        new WindowStore(pool).series(SHOP, "run.duration", RANGE, new WindowStep(60, 60));
    assertThat(points)
        .extracting(WindowPoint::at)
        .containsExactly(HOUR, HOUR.plus(Duration.ofMinutes(3)));
    SignalValues first = points.getFirst().values();
    assertThat(first.count()).isEqualTo(2);
    assertThat(first.sum()).isEqualTo(200);
    assertThat(first.distribution()).isEqualTo(Distribution.ofValues(100, 100));
    assertThat(points.getLast().values().distribution()).isEqualTo(Distribution.ofValues(0, 400));
  }

  @Test
  void aWiderStepSumsItsWindows() {
    List<WindowPoint> points =
        new WindowStore(pool).series(SHOP, "run.duration", RANGE, new WindowStep(60, 600));
    assertThat(points).hasSize(1);
    assertThat(points.getFirst().values().distribution())
        .isEqualTo(Distribution.ofValues(0, 100, 100, 400));
  }

  @Test
  void severalSignalsAreReadAtOnce() {
    Map<SliceSignal, List<WindowPoint>> series =
        new WindowStore(pool)
            .seriesOf(
                List.of(SHOP, SHOP.with("version", "v1")),
                List.of("run.count", "run.duration", "cost.run"),
                RANGE,
                new WindowStep(60, 600));
    assertThat(series.keySet())
        .containsExactlyInAnyOrder(
            new SliceSignal(SHOP, "run.count"),
            new SliceSignal(SHOP, "run.duration"),
            new SliceSignal(SHOP.with("version", "v1"), "run.count"));
  }

  @Test
  void categoriesAddUpWithTheirCorrections() {
    SignalValues outcomes = new WindowStore(pool).values(SHOP, "run.outcome", RANGE, NOW);
    assertThat(outcomes.categories()).isEqualTo(Map.of("OK", 9L, "TIMEOUT", 1L));
    assertThat(outcomes.share("OK")).isCloseTo(0.9, within(1e-12));
  }

  @Test
  void whatWasNeverCountedIsEmpty() {
    assertThat(new WindowStore(pool).values(SHOP, "cost.run", RANGE, NOW).isEmpty()).isTrue();
    assertThat(new WindowStore(pool).storedBaseline("default", "none")).isEmpty();
  }

  @Test
  void versionsAreReadBesideEachOther() {
    WindowStore windows = new WindowStore(pool);
    Map<String, SignalValues> runs = windows.byValue(SHOP, "version", "run.count", RANGE, NOW);
    assertThat(runs.keySet()).containsExactly("v2", "v1");
    assertThat(runs).extractingByKey("v2").extracting(SignalValues::count).isEqualTo(2L);
    assertThat(windows.firstSeen(SHOP, "version"))
        .isEqualTo(Map.of("v1", HOUR, "v2", HOUR.plus(Duration.ofMinutes(3))));
  }

  @Test
  void slicesOfOneDimensionAreThoseOfAllAgentsOfTheTenant() {
    WindowStore windows = new WindowStore(pool);
    assertThat(windows.slicesBy("default", "version", "run.count", RANGE, NOW))
        .containsExactly(SHOP.with("version", "v2"), SHOP.with("version", "v1"));
    assertThat(windows.slicesBy("default", "provider", "run.count", RANGE, NOW)).isEmpty();
  }

  @Test
  void eachShapeIsKnownSinceItsFirstWindowAndByItsNewestRun() {
    ContractStore contracts = new ContractStore(pool);
    SignalCategory text = new SignalCategory("contract.shape", "text");
    SignalCategory json = new SignalCategory("contract.shape", "json {}");
    assertThat(contracts.firstSeen(SHOP, List.of("contract.shape")))
        .isEqualTo(Map.of(text, HOUR, json, HOUR.plus(Duration.ofMinutes(2))));
    assertThat(contracts.examples(SHOP, List.of("contract.shape"), RANGE))
        .isEqualTo(Map.of(json, new TraceId(7, 2).toString()));
    assertThat(contracts.examples(SHOP, List.of("model.mix"), RANGE)).isEmpty();
    assertThat(contracts.firstSeen(OTHERS, List.of("contract.shape"))).isEmpty();
  }

  @Test
  void whatWasBrokenAndWhatWasServedIsCountedWithItsNewestTrace() {
    ContractStore contracts = new ContractStore(pool);
    assertThat(contracts.problems(SHOP, "output.violation", RANGE, 5))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.text()).isEqualTo("price: missing");
          assertThat(problem.spans()).isEqualTo(2);
          assertThat(problem.traceId()).isEqualTo(new TraceId(7, 22).toString());
        });
    assertThat(contracts.problems(OTHERS, "output.violation", RANGE, 5)).isEmpty();
    assertThat(contracts.models(SHOP, RANGE, 5))
        .singleElement()
        .satisfies(model -> {
          assertThat(model.requested()).isEqualTo("gpt");
          assertThat(model.served()).isEqualTo("gpt-x");
          assertThat(model.traceId()).isEqualTo(new TraceId(7, 22).toString());
        });
  }

  @Test
  void agentsAreThoseOfTheTenant() {
    AgentStore agents = new AgentStore(pool);
    assertThat(agents.withRuns("default", RANGE, NOW))
        .containsExactly(new KnownAgent("production", "shop", 2, HOUR));
    assertThat(agents.heardSince("default", HOUR))
        .extracting(KnownAgent::name)
        .containsExactly("shop");
    assertThat(agents.heardSince("default", NOW)).isEmpty();
    assertThat(agents.environmentOf("default", "shop")).contains("production");
    assertThat(agents.environmentOf("nobody", "shop")).isEmpty();
  }

  @Test
  void runsArePagedByTheirNewestRevision() {
    RunStore runs = new RunStore(pool);
    List<Run> first = runs.page("default", RANGE, RunFilter.ANY, Optional.empty(), 2);
    assertThat(first).extracting(Run::runId).containsExactly(3L, 2L);
    Run last = first.getLast();
    RunCursor cursor = new RunCursor(last.startNanos(), last.traceId(), last.runId());
    assertThat(runs.page("default", RANGE, RunFilter.ANY, Optional.of(cursor), 2))
        .containsExactly(run("default", 1, 2, RunOutcome.OK, 10));
  }

  @Test
  void runsAreFiltered() {
    assertThat(found(new RunFilter("shop", "production", RunFilter.BAD, "v1", "", "", null, null)))
        .containsExactly(3L, 2L);
    assertThat(found(new RunFilter("", "", "TIMEOUT", "", "", "", null, null))).containsExactly(3L);
    assertThat(found(new RunFilter("", "", "", "", "", "", 1_001L, null))).isEmpty();
    assertThat(found(new RunFilter("", "", "", "", "", "", 1_000L, 150L))).hasSize(3);
    assertThat(found(new RunFilter("", "", "", "", "", "", null, 151L))).isEmpty();
    String whole = new TraceId(7, 2).toString();
    assertThat(found(new RunFilter("", "", "", "", whole, "", null, null))).containsExactly(2L);
    assertThat(found(new RunFilter("", "", "", "", whole.substring(0, 9), "", null, null)))
        .hasSize(3);
    assertThat(found(new RunFilter("", "", "", "", "", "c", null, null))).containsExactly(3L, 1L);
    assertThat(found(new RunFilter("'; DROP TABLE runs --", "", "", "", "", "", null, null)))
        .isEmpty();
  }

  @Test
  void whoSpendsIsSummedUpByUserAndByConversationWithTheSumOfAll() {
    SpendStore store = new SpendStore(pool);
    Spending users = store.of(SHOP, SpendBy.USER, RANGE, 10);
    assertThat(users.top())
        .extracting(Spender::id, Spender::runs, Spender::tokens, Spender::costUsd)
        .containsExactly(tuple("user", 2L, 300L, 0.004), tuple("", 1L, 150L, 0.002));
    assertThat(users.top().getLast().lastStart()).isEqualTo(HOUR.plusSeconds(20));
    assertThat(users.spenders()).isEqualTo(1);
    Spending first = store.of(SHOP, SpendBy.CONVERSATION, RANGE, 1);
    assertThat(first.top()).extracting(Spender::id).containsExactly("c");
    assertThat(first)
        .returns(2L, Spending::spenders)
        .returns(3L, Spending::runs)
        .returns(450L, Spending::tokens);
    assertThat(first.costShare(first.top().getFirst())).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(store.of(SHOP, SpendBy.USER, new TimeRange(RANGE.to(), NOW), 10))
        .isEqualTo(Spending.NONE);
  }

  @Test
  void aTraceIsReadWithItsTexts() {
    assertThat(new RunStore(pool).ofTrace("default", new TraceId(7, 1)))
        .containsExactly(run("default", 1, 2, RunOutcome.OK, 10));
    assertThat(
            new RunStore(pool).ofTraces("default", List.of(new TraceId(7, 1), new TraceId(7, 4))))
        .hasSize(1);
    SpanStore spans = new SpanStore(pool);
    assertThat(spans.ofTrace("default", new TraceId(7, 1))).containsExactly(span("default", 1));
    assertThat(spans.ofTrace("default", new TraceId(7, 4))).isEmpty();
    assertThat(spans.ofTrace("default", new TraceId(7, 5)))
        .singleElement()
        .satisfies(span -> {
          assertThat(span.spanId()).isEqualTo(-5);
          assertThat(span.attributes()).containsEntry("said", "by a log");
        });
    String hash = question().ref().hash();
    assertThat(spans.contents("default", List.of(hash, "0".repeat(32))))
        .isEqualTo(Map.of(hash, question().text()));
    assertThat(spans.contents("other", List.of(hash))).isEmpty();
  }

  @Test
  void findingsStandAtTheirNewestRevisionWorstFirst() {
    FindingStore findings = new FindingStore(pool);
    assertThat(findings.list("default", RANGE, FindingFilter.ANY, 10))
        .containsExactly(
            finding("default", 3, 1, FindingState.OPEN, Severity.CRITICAL),
            finding("default", 2, 1, FindingState.OPEN, Severity.INFO),
            finding("default", 1, 2, FindingState.CLOSED, Severity.WARNING));
    assertThat(findings.list("default", RANGE, FindingFilter.open().ofAgent("nobody"), 10))
        .isEmpty();
    assertThat(findings.list("default", RANGE.previous(), FindingFilter.ANY, 10)).isEmpty();
    assertThat(findings.openByAgent("default")).isEqualTo(Map.of("shop", 2L));
    assertThat(findings.byId("default", id(3)))
        .contains(finding("default", 3, 1, FindingState.OPEN, Severity.CRITICAL));
    assertThat(findings.byId("default", id(4))).isEmpty();
    assertThat(findings.byId("default", "not an id")).isEmpty();
  }

  @Test
  void incidentEventsCollapseWhenCopiedAgain() {
    IncidentEventStore events = new IncidentEventStore(pool);
    IncidentEvent event =
        new IncidentEvent("default", "i", 1, "RESOLVED", HOUR, "it's me", "{\"note\":\"a\\nb\"}");
    events.append(event);
    events.append(event);
    assertThat(events.of("default", List.of("i", "j"))).containsExactly(event);
    assertThat(events.of("other", List.of("i"))).isEmpty();
  }

  @Test
  void theNewestSpanIsThatOfAllTenants() {
    assertThat(new IngestStore(pool).newestSpan()).contains(HOUR.plusMillis(5));
  }

  @Test
  void theOldestUnjudgedMinuteIsTheFirstOfAnAgentAfterTheNewestPaneThatWasJudged() {
    IngestStore store = new IngestStore(pool);
    assertThat(store.oldestUnjudged()).as("nothing was ever judged").isEmpty();
    insert(new StatusRows(), List.of(judged(HOUR.minusSeconds(300))));
    assertThat(store.oldestUnjudged()).contains(HOUR);
    insert(new StatusRows(), List.of(judged(HOUR.plusSeconds(60))));
    assertThat(store.oldestUnjudged()).as("a version has later runs, its agent none").isEmpty();
  }

  private static StatusRow judged(Instant at) {
    return new StatusRow(
        new SignalStatus(
            SHOP,
            "run.duration",
            at.toEpochMilli(),
            Health.STABLE,
            at.toEpochMilli(),
            2_000,
            2_000,
            1.5,
            9.1,
            0,
            Double.NaN,
            false,
            ""),
        NOW.toEpochMilli());
  }

  /** Retention goes by the engine's clock, so the rows must be new. */
  private static Instant lastHour() {
    Instant now = InstantSource.system().instant();
    return now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(1));
  }

  private List<Long> found(RunFilter filter) {
    return new RunStore(pool)
        .page("default", RANGE, filter, Optional.empty(), 10).stream().map(Run::runId).toList();
  }

  private static WindowPartial numbers(
      Slice slice, String signal, int minute, int weight, double... values) {
    Map<Integer, Long> buckets = new HashMap<>();
    double sum = 0;
    for (double value : values) {
      sum += weight * value;
      if (value > 0) {
        buckets.merge(Buckets.indexOf(value), (long) weight, Long::sum);
      }
    }
    return new WindowPartial(
        slice,
        signal,
        HOUR.toEpochMilli() + minute * 60_000L,
        60,
        (long) weight * values.length,
        sum,
        buckets,
        Map.of(Marks.CLAMPED, 0L),
        List.of());
  }

  private static WindowPartial categories(
      Slice slice, String signal, int minute, Map<String, Long> counts) {
    long count = counts.values().stream().mapToLong(Long::longValue).sum();
    return new WindowPartial(
        slice,
        signal,
        HOUR.toEpochMilli() + minute * 60_000L,
        60,
        count,
        0,
        Map.of(),
        counts,
        List.of());
  }

  private static List<WindowRow> rows(WindowPartial... partials) {
    List<WindowRow> rows = new ArrayList<>();
    for (WindowPartial partial : partials) {
      rows.add(new WindowRow(partial, NOW.toEpochMilli()));
    }
    return rows;
  }

  private static AgentSource source(String tenant) {
    return new AgentSource(tenant, "production", "shop", "v1", "shop-1", "shop", "v1");
  }

  private static Run run(String tenant, long id, long revision, RunOutcome outcome, int second) {
    return new Run(
        source(tenant),
        new TraceId(7, id),
        id,
        revision,
        false,
        "invoke_agent shop",
        HOUR.plusSeconds(second).toEpochMilli() * 1_000_000 + id,
        1_000_000_000,
        SpanStatus.OK,
        outcome,
        "",
        id == 2 ? "conversation 2" : "c",
        id == 3 ? "" : "user",
        3,
        1,
        1,
        2,
        100,
        50,
        0.002,
        id == 1 ? 0.5 : null,
        Map.of("run.duration", 1_000.0),
        id == 2 ? Map.of("contract.shape", "json {}") : Map.of(),
        Map.of("version", "v1"),
        0);
  }

  @Test
  void evaluationsAreFoundByTraceByAgentAndSummedUpByEvaluator() {
    Run judged = run("default", 1, 2, RunOutcome.OK, 10);
    insert(
        new EvaluationRows(),
        List.of(
            PlacedEvaluation.of(evaluation("default", "tone", 3.0, "", 1), judged),
            PlacedEvaluation.of(evaluation("default", "tone", 5.0, "fail", 2), judged),
            PlacedEvaluation.of(evaluation("default", "user_feedback", null, "up", 3), judged),
            PlacedEvaluation.ofItself(evaluation("default", "tone", 1.0, "", 4)),
            PlacedEvaluation.of(evaluation("other", "tone", 1.0, "", 5), judged)));
    EvaluationStore store = new EvaluationStore(pool);
    List<EvaluationRow> ofTrace = store.ofTrace("default", judged.traceId().toString());
    assertThat(ofTrace).extracting(EvaluationRow::value).containsExactly(3.0, 5.0, null);
    assertThat(ofTrace.get(1))
        .returns("shop", EvaluationRow::agent)
        .returns("BAD", EvaluationRow::rating)
        .returns("why", EvaluationRow::comment)
        .returns(HOUR.plusSeconds(2), EvaluationRow::givenAt);
    assertThat(store.list("default", "", "", "", RANGE, 2))
        .extracting(EvaluationRow::agent)
        .containsExactly("", "shop");
    assertThat(store.evaluators("default", "shop", "production", RANGE))
        .containsExactly(
            new EvaluatorSummary("tone", "EVALUATOR", 2, 4.0, 3.0, 5.0, 1, 1),
            new EvaluatorSummary("user_feedback", "USER", 1, null, null, null, 1, 0));

    EvaluationLookup lookup = new EvaluationLookup(client);
    String known = evaluation("default", "tone", 3.0, "", 1).evaluationId();
    assertThat(lookup.stored("default", List.of(known, "f".repeat(32)))).containsExactly(known);
    assertThat(lookup.stored("nobody", List.of(known))).isEmpty();
    assertThat(lookup.runsOf("default", List.of("conversation 2", "it's")))
        .singleElement()
        .returns(new TraceId(7, 2), row -> row.run().traceId());
    assertThat(lookup.tracesOf("default", List.of("r", "it's"), HOUR.toEpochMilli()))
        .containsOnlyKeys("r");
    assertThat(lookup.tracesOf("default", List.of("r"), HOUR.plusSeconds(3600).toEpochMilli()))
        .isEmpty();
  }

  private static Evaluation evaluation(
      String tenant, String name, @Nullable Double value, String label, int second) {
    return new Evaluation(
        Evaluation.idOf(tenant, Integer.toString(second)),
        new AgentSource(tenant, "production", "judge", "", "", "judge", ""),
        false,
        new Evaluation.About(new TraceId(7, 99), 0, "", ""),
        Rater.of(name),
        name,
        value,
        label,
        "why",
        HOUR.plusSeconds(second).toEpochMilli(),
        HOUR.plusSeconds(second).toEpochMilli());
  }

  private static Content question() {
    String text = "[{\"role\":\"user\",\"content\":\"where's \\\"it\\\"?\"}]";
    return new Content(
        new ContentRef(ContentRole.INPUT_MESSAGES, "00112233445566778899aabbccddeeff", 42), text);
  }

  private static AgentEvent span(String tenant, long id) {
    return new AgentEvent(
        source(tenant),
        new TraceId(7, id),
        -id,
        id + 8,
        "chat",
        EventKind.LLM,
        "chat",
        Convention.OTEL_GENAI,
        "scope",
        HOUR.toEpochMilli() * 1_000_000 + id,
        HOUR.toEpochMilli() * 1_000_000 + 7_000_005,
        SpanStatus.ERROR,
        "timeout",
        504,
        2,
        new ModelCall("openai", "gpt", "gpt-x", "r", List.of("stop"), 12L),
        new Usage(10L, 5L, null, null, 1L, 0.001),
        new ToolCall("t", "c", -5, 6),
        "d",
        "c",
        "u",
        List.of(question().ref()),
        16,
        HOUR.toEpochMilli() + id,
        Facts.NONE,
        Map.of("k", "v\n'\\"),
        Map.of("service.name", "shop"));
  }

  /** What a log record says about a span of trace 5. */
  private static AgentEvent logged(long id, long about, String said) {
    return like(
        span("default", 5),
        id,
        about,
        EventFlag.SUPPLEMENT.bit() | EventFlag.STANDS_ALONE.bit(),
        Facts.NONE,
        Map.of("said", said));
  }

  private static AgentEvent broken(long id) {
    Facts facts = new Facts(Map.of(), Map.of("output.violation", "price: missing"));
    AgentEvent span = span("default", id);
    return like(span, span.spanId(), span.parentSpanId(), 0, facts, Map.of());
  }

  private static AgentEvent like(
      AgentEvent like,
      long id,
      long parent,
      int flags,
      Facts facts,
      Map<String, String> attributes) {
    return new AgentEvent(
        like.source(),
        like.traceId(),
        id,
        parent,
        like.name(),
        like.kind(),
        like.operation(),
        like.convention(),
        like.scopeName(),
        like.startNanos(),
        like.endNanos(),
        like.status(),
        like.errorType(),
        like.httpStatus(),
        like.attempts(),
        like.model(),
        like.usage(),
        like.tool(),
        like.dataSourceId(),
        like.conversationId(),
        like.userIdHash(),
        like.contents(),
        flags,
        HOUR.toEpochMilli() + 5,
        facts,
        attributes,
        like.resourceAttributes());
  }

  private static String id(int number) {
    return "%032x".formatted(number);
  }

  private static Finding finding(
      String tenant, int number, long revision, FindingState state, Severity severity) {
    long onset = HOUR.plusSeconds(60).toEpochMilli();
    return new Finding(
        id(number),
        revision,
        "drift.distribution",
        "run.duration",
        Slice.ofAgent(tenant, "production", "shop").with("version", "v1"),
        severity,
        state,
        false,
        onset,
        onset + 1,
        onset + 2,
        state == FindingState.CLOSED ? onset + 600_000 : 0,
        0.4,
        "2× longer",
        "b",
        Map.of("psi", 0.4),
        number % 2 == 0 ? Double.NaN : 0.62,
        List.of(new TraceId(7, 1).toString()));
  }

  private static <T> void insert(RowEncoder<T> encoder, List<T> values) {
    BlockWriter<T> writer = new BlockWriter<>(encoder);
    values.forEach(writer::add);
    new BlockInserter(client).insert(writer.finish(), UUID.randomUUID().toString());
  }
}
