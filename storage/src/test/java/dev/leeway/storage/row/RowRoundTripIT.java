package dev.leeway.storage.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.drift.baseline.BaselineSlot;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.metric.MetricKind;
import dev.leeway.signals.metric.MetricSeries;
import dev.leeway.signals.metric.MetricSketch;
import dev.leeway.signals.metric.NoShape;
import dev.leeway.signals.metric.QuantileValue;
import dev.leeway.signals.metric.Reading;
import dev.leeway.signals.metric.SeriesId;
import dev.leeway.signals.metric.Temporality;
import dev.leeway.signals.metric.Totals;
import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import dev.leeway.storage.TestStorage;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.insert.BlockInserter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is inserted comes back in every column, with values that are odd. */
class RowRoundTripIT {
  private static final Slice ODD_SLICE =
      new Slice("acme", "", "agent " + Samples.ODD_TEXT, "model", Samples.ODD_TEXT);
  private static final String HASH = "00ff00ff00ff00ff00ff00ff00ff00ff";

  private static ClickHouseClient clickHouse;

  @BeforeAll
  static void migrate() {
    clickHouse = TestStorage.migratedFor(RowRoundTripIT.class);
  }

  @AfterAll
  static void close() {
    clickHouse.close();
  }

  @Test
  void spans() {
    List<AgentEvent> events =
        List.of(
            Samples.event(Samples.BARE, new TraceId(0, 1), 1, 0),
            Samples.event(Samples.SHOP, new TraceId(1, 0), -1, 4_102_444_800_000_000_000L),
            Samples.oddEvent(2, 4_000_000_000_000_000_001L, 4_000_000_000_000_000_009L, 0),
            Samples.oddEvent(3, 5, 2, EventFlag.END_BEFORE_START.bit()),
            Samples.oddEvent(4, 5, 0, Samples.allFlags()),
            Samples.oddEvent(5, Long.MAX_VALUE, Long.MAX_VALUE, 0),
            Samples.oddEvent(6, Long.MIN_VALUE, Long.MIN_VALUE + 1, 0),
            Samples.oddEvent(7, Long.MIN_VALUE, Long.MAX_VALUE, 0));
    assertThat(backFrom(new AgentEventRows(), events, AgentEventReader::read))
        .containsExactlyInAnyOrderElementsOf(events);
  }

  @Test
  void payloadText() {
    List<ContentRow> rows =
        List.of(
            new ContentRow(
                "acme",
                new Content(new ContentRef(ContentRole.QUERY, HASH, 0), ""),
                4_000_000_000_000L),
            new ContentRow(
                "other",
                new Content(
                    new ContentRef(ContentRole.QUERY, HASH, Long.MAX_VALUE),
                    Samples.ODD_TEXT.repeat(100_000)),
                4_000_000_000_000L));
    assertThat(
            backFrom(
                new ContentRows(),
                rows,
                in -> {
                  String tenantId = in.text();
                  String hash = in.hex16();
                  long size = in.int64();
                  long appendMillis = in.int64();
                  ContentRef ref = new ContentRef(ContentRole.QUERY, hash, size);
                  return new ContentRow(tenantId, new Content(ref, in.text()), appendMillis);
                }))
        .containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void runs() {
    TraceId trace = new TraceId(-1, 7);
    List<RunRow> rows =
        List.of(
            new RunRow(Samples.run(trace, 1, 3, false), 4_000_000_000_000L),
            new RunRow(Samples.run(trace, 0, 1, true), 4_000_000_000_000L),
            new RunRow(Samples.oddRun(trace, -1), 4_000_000_000_000L));
    assertThat(backFrom(new RunRows(), rows, RunReader::read))
        .containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void windows() {
    List<WindowRow> rows =
        List.of(
            new WindowRow(
                new WindowPartial(
                    Slice.ofAgent("acme", "prod", "shop"),
                    "run.count",
                    3_999_999_960_000L,
                    60,
                    0,
                    0,
                    Map.of(),
                    Map.of(),
                    List.of()),
                4_000_000_000_000L),
            new WindowRow(
                new WindowPartial(
                    ODD_SLICE,
                    Samples.ODD_TEXT,
                    0,
                    3_600,
                    Long.MIN_VALUE,
                    Double.NEGATIVE_INFINITY,
                    Map.of(-691, -3L, 0, Long.MAX_VALUE, 1_381, 1L),
                    Map.of(Samples.ODD_TEXT, -1L, "OK", Long.MAX_VALUE),
                    List.of(HASH)),
                4_000_000_000_000L));
    assertThat(
            backFrom(
                new WindowRows(),
                rows,
                in -> {
                  String tenantId = in.text();
                  String signal = in.text();
                  String sliceId = in.hex16();
                  int seconds = in.int32();
                  long start = Integer.toUnsignedLong(in.int32()) * 1_000;
                  Slice slice = slice(tenantId, in.textMap());
                  assertThat(sliceId).isEqualTo(slice.id().toString());
                  WindowPartial partial =
                      new WindowPartial(
                          slice,
                          signal,
                          start,
                          seconds,
                          in.int64(),
                          in.float64(),
                          zipped(in.list(in::int32), in.list(in::int64)),
                          zipped(in.list(in::text), in.list(in::int64)),
                          in.list(in::hex16));
                  assertThat(in.text()).isEqualTo(Buckets.ENCODING);
                  assertThat(in.uint16()).isEqualTo(46_296);
                  return new WindowRow(partial, 4_000_000_000_000L);
                }))
        .containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void findings() {
    List<Finding> findings =
        List.of(
            finding(HASH, ODD_SLICE, 4_000_000_000_003L, Map.of("nan", Double.NaN, "", 1.5)),
            finding("f".repeat(32), Slice.ofAgent("acme", "prod", "shop"), 0, Map.of()));
    assertThat(backFrom(new FindingRows(), findings, FindingReader::read))
        .containsExactlyInAnyOrderElementsOf(findings);
  }

  @Test
  void baselines() {
    List<Baseline> baselines =
        List.of(
            new Baseline(
                HASH,
                ODD_SLICE,
                "run.duration",
                BaselineSlot.LAST_WEEK,
                3_999_000_000_000L,
                3_999_021_600_000L,
                Long.MAX_VALUE,
                List.of(Integer.MIN_VALUE, -5, 1_381),
                List.of(0L, 1L, -2L, Long.MAX_VALUE),
                Histogram.of(Map.of(-691, 1L, 5, -3L), 17),
                Buckets.ENCODING),
            new Baseline(
                "",
                Slice.ofAgent("acme", "prod", "shop"),
                "",
                BaselineSlot.REFERENCE,
                0,
                3_999_021_600_000L,
                0,
                List.of(),
                List.of(0L),
                Histogram.empty(),
                ""));
    assertThat(backFrom(new BaselineRows(), baselines, BaselineReader::read))
        .containsExactlyInAnyOrderElementsOf(baselines);
  }

  @Test
  void deadLetters() {
    byte[] payload = {0, -1, (byte) 0xC3, 0x28, ';', '\n'};
    DeadLetter letter =
        new DeadLetter(
            "acme",
            "otlp_spans",
            Integer.MAX_VALUE,
            Long.MAX_VALUE,
            -1,
            "malformed",
            Samples.ODD_TEXT,
            4_000_000_000_000L,
            4_000_000_000_001L,
            payload);
    List<DeadLetter> back =
        backFrom(
            new DeadLetterRows(),
            List.of(letter),
            in -> {
              DeadLetter read =
                  new DeadLetter(
                      in.text(),
                      in.text(),
                      in.int32(),
                      in.int64(),
                      in.int32(),
                      in.text(),
                      in.text(),
                      in.int64(),
                      in.int64(),
                      in.blob());
              assertThat(in.int64()).isEqualTo(payload.length);
              return read;
            });
    assertThat(back).usingRecursiveFieldByFieldElementComparator().containsExactly(letter);
  }

  @Test
  void ledgerEntries() {
    List<LedgerEntry> entries =
        List.of(
            new LedgerEntry("otlp_spans", 0, 0, 0, 0, 0, 0, 0, 1, 4_000_000_000_000L),
            new LedgerEntry(
                Samples.ODD_TEXT, -1, 5, Long.MAX_VALUE, 9, 8, 7, 1, 1, 4_000_000_000_001L));
    assertThat(
            backFrom(
                new LedgerRows(),
                entries,
                in -> {
                  LedgerEntry entry =
                      new LedgerEntry(
                          in.text(),
                          in.int32(),
                          in.int64(),
                          in.int64(),
                          in.int64(),
                          in.int64(),
                          in.int64(),
                          in.int64(),
                          in.int64(),
                          in.int64());
                  assertThat(in.uint16()).isEqualTo(46_296);
                  return entry;
                }))
        .containsExactlyInAnyOrderElementsOf(entries);
  }

  @Test
  void metricPoints() {
    MetricSeries bare =
        series(Samples.BARE, "", MetricKind.GAUGE, Temporality.UNSPECIFIED, Map.of());
    MetricSeries odd =
        series(
            Samples.ODD,
            Samples.ODD_TEXT,
            MetricKind.HISTOGRAM,
            Temporality.CUMULATIVE,
            Map.of(Samples.ODD_TEXT, Samples.ODD_TEXT, "", ""));
    List<MetricRow> rows =
        List.of(
            new MetricRow(
                bare,
                "",
                0,
                0,
                Totals.number(Double.NEGATIVE_INFINITY),
                new MetricSketch(Map.of(), 0, 0, 0),
                0,
                List.of(),
                List.of(),
                4_000_000_000_000L),
            new MetricRow(
                odd,
                Samples.ODD_TEXT,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                new Totals(-2.5, Long.MAX_VALUE, NoShape.NONE),
                new MetricSketch(Map.of(-690, 1L, 1_395, Long.MAX_VALUE), 1, 2, 3),
                31,
                List.of(new QuantileValue(0.5, -1.5), new QuantileValue(1, 7)),
                List.of("0102030405060708090a0b0c0d0e0f10"),
                4_000_000_000_000L));
    assertThat(backFrom(new MetricRows(), rows, RowRoundTripIT::metricRow))
        .containsExactlyInAnyOrderElementsOf(rows);
  }

  private static MetricSeries series(
      AgentSource source,
      String text,
      MetricKind kind,
      Temporality temporality,
      Map<String, String> map) {
    return new MetricSeries(
        new SeriesId(Long.MIN_VALUE, 1),
        source,
        text,
        text,
        text,
        1,
        kind,
        temporality,
        true,
        List.of(new Reading("any", Reading.Aspect.WHOLE)),
        map,
        map);
  }

  private static MetricRow metricRow(RowReader in) {
    String tenantId = in.text();
    AgentSource source = AgentEventReader.source(tenantId, in);
    String scope = in.text();
    String metric = in.text();
    SeriesId id = new SeriesId(in.word(), in.word());
    String name = in.text();
    String unit = in.text();
    MetricKind kind = MetricKind.valueOf(in.text());
    Temporality temporality = Temporality.valueOf(in.text());
    boolean monotonic = in.bool();
    boolean level = in.bool();
    assertThat(level).isEqualTo(kind == MetricKind.GAUGE);
    long start = in.int64();
    long time = in.int64();
    Totals totals = new Totals(in.float64(), in.int64(), NoShape.NONE);
    long zeros = in.int64();
    long negatives = in.int64();
    long undistributed = in.int64();
    List<Integer> indices = in.list(in::int32);
    List<Long> counts = in.list(in::int64);
    Map<Integer, Long> buckets = new HashMap<>();
    for (int i = 0; i < indices.size(); i++) {
      buckets.put(indices.get(i), counts.get(i));
    }
    assertThat(in.text()).isEqualTo(Buckets.ENCODING);
    assertThat(in.int64()).isZero();
    int marks = in.int32();
    List<Double> levels = in.list(in::float64);
    List<Double> values = in.list(in::float64);
    List<QuantileValue> quantiles = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      quantiles.add(new QuantileValue(levels.get(i), values.get(i)));
    }
    List<String> exemplars = in.list(in::hex16);
    Map<String, String> attributes = in.textMap();
    return new MetricRow(
        new MetricSeries(
            id,
            source,
            scope,
            name,
            unit,
            1,
            kind,
            temporality,
            monotonic,
            List.of(new Reading("any", Reading.Aspect.WHOLE)),
            attributes,
            in.textMap()),
        metric,
        start,
        time,
        totals,
        new MetricSketch(buckets, zeros, negatives, undistributed),
        marks,
        quantiles,
        exemplars,
        in.int64());
  }

  private static <T> List<T> backFrom(
      RowEncoder<T> encoder, List<T> values, Function<RowReader, T> row) {
    BlockWriter<T> writer = new BlockWriter<>(encoder);
    values.forEach(writer::add);
    InsertTarget target = encoder.target();
    new BlockInserter(clickHouse).insert(writer.finish(), target.table());
    RowReader in =
        new RowReader(
            clickHouse.query(
                "SELECT " + target.columnList() + " FROM " + target.table() + " FORMAT RowBinary"));
    return in.rows(() -> row.apply(in));
  }

  private static Finding finding(
      String id, Slice slice, long closedAtMillis, Map<String, Double> evidence) {
    return new Finding(
        id,
        Long.MAX_VALUE,
        "drift.rate",
        Samples.ODD_TEXT,
        slice,
        Severity.CRITICAL,
        closedAtMillis == 0 ? FindingState.OPEN : FindingState.CLOSED,
        true,
        4_000_000_000_000L,
        4_000_000_000_001L,
        4_000_000_000_002L,
        closedAtMillis,
        Double.NaN,
        Samples.ODD_TEXT,
        "",
        evidence,
        1,
        List.of(HASH));
  }

  private static Slice slice(String tenantId, Map<String, String> pairs) {
    Slice agent =
        Slice.ofAgent(
            tenantId, pairs.getOrDefault("environment", "?"), pairs.getOrDefault("agent", "?"));
    return pairs.entrySet().stream()
        .filter(pair -> !pair.getKey().equals("agent") && !pair.getKey().equals("environment"))
        .findFirst()
        .map(pair -> agent.with(pair.getKey(), pair.getValue()))
        .orElse(agent);
  }

  private static <K> Map<K, Long> zipped(List<K> keys, List<Long> counts) {
    assertThat(keys).hasSameSizeAs(counts);
    Map<K, Long> map = new HashMap<>();
    for (int at = 0; at < keys.size(); at++) {
      map.put(keys.get(at), counts.get(at));
    }
    return map;
  }
}
