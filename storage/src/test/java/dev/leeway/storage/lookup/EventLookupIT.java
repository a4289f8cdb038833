package dev.leeway.storage.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.TraceId;
import dev.leeway.storage.TestStorage;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.insert.BlockInserter;
import dev.leeway.storage.row.AgentEventRows;
import dev.leeway.storage.row.BlockWriter;
import dev.leeway.storage.row.ContentRow;
import dev.leeway.storage.row.ContentRows;
import dev.leeway.storage.row.RowEncoder;
import dev.leeway.storage.row.RunRow;
import dev.leeway.storage.row.RunRows;
import dev.leeway.storage.row.Samples;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventLookupIT {
  private static final long NOW = 4_000_000_020_000L;
  private static final long NANOS = 1_000_000;
  private static final AgentSource OTHER_TENANT =
      new AgentSource("other' OR 1=1 --", "prod", "", "", "", "shop", "");

  private static ClickHouseClient clickHouse;
  private static EventLookup lookup;

  @BeforeAll
  static void migrate() {
    clickHouse = TestStorage.migratedFor(EventLookupIT.class);
    lookup = new EventLookup(clickHouse);
  }

  @AfterAll
  static void close() {
    clickHouse.close();
  }

  @Test
  void findsTheStoredSpansOfTheTracesInTheRangeOfTheTenant() {
    TraceId one = new TraceId(1, 1);
    TraceId two = new TraceId(1, -2);
    TraceId absent = new TraceId(1, 3);
    insert(
        new AgentEventRows(),
        List.of(
            Samples.event(Samples.SHOP, one, 1, NOW * NANOS),
            Samples.event(Samples.SHOP, one, -2, (NOW + 59_999) * NANOS),
            Samples.event(Samples.SHOP, one, 3, (NOW + 60_000) * NANOS),
            Samples.event(Samples.SHOP, two, 4, NOW * NANOS),
            Samples.event(OTHER_TENANT, one, 5, NOW * NANOS)),
        "stored");
    assertThat(lookup.storedSpans("acme", NOW, NOW + 60_000, List.of(one, two, absent)))
        .containsExactlyInAnyOrder(
            new EventKey(one, 1), new EventKey(one, -2), new EventKey(two, 4));
    assertThat(lookup.storedSpans("acme", NOW, NOW + 60_000, List.of(two)))
        .containsExactly(new EventKey(two, 4));
    assertThat(lookup.storedSpans(OTHER_TENANT.tenantId(), NOW, NOW + 60_000, List.of(one)))
        .containsExactly(new EventKey(one, 5));
    assertThat(lookup.storedSpans("acme", Long.MIN_VALUE, Long.MAX_VALUE, List.of(one))).hasSize(3);
    assertThat(lookup.storedSpans("acme", NOW, NOW, List.of(one))).isEmpty();
    assertThat(lookup.storedSpans("acme", NOW, NOW + 1, List.of())).isEmpty();
  }

  @Test
  void asManyTracesAsAllowedFitIntoOneQueryAndMoreAreRefused() {
    List<TraceId> most =
        LongStream.rangeClosed(1, EventLookup.TRACES_MAX)
            .mapToObj(low -> new TraceId(7, low))
            .toList();
    insert(
        new AgentEventRows(),
        most.stream().map(trace -> Samples.event(Samples.SHOP, trace, 1, NOW * NANOS)).toList(),
        "most");
    assertThat(lookup.storedSpans("acme", NOW, NOW + 1, most)).hasSize(EventLookup.TRACES_MAX);
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            lookup.storedSpans("acme", NOW, NOW + 1, Collections.nCopies(2_001, new TraceId(1, 1))))
        .withMessageContaining("expected at most 2000 traces, came 2001");
  }

  @Test
  void givesTheTextsThatAreStillKeptAndOnlyThoseOfTheTenant() {
    String order = "00ff5c27000000000000000000000001";
    String answer = "a1b2c3d4e5f60718293a4b5c6d7e8f90";
    String gone = "f".repeat(32);
    insert(
        new ContentRows(),
        List.of(
            content("acme", order, "{\"order\": \"it's 4711\"}"),
            content("acme", answer, "Größe 42"),
            content("acme", answer, "Größe 42"),
            content("other", gone, "of somebody else")),
        "texts");

    assertThat(lookup.texts("acme", List.of(order, answer, gone)))
        .isEqualTo(Map.of(order, "{\"order\": \"it's 4711\"}", answer, "Größe 42"));
    assertThat(lookup.texts("acme", List.of())).isEmpty();
  }

  private static ContentRow content(String tenantId, String hash, String text) {
    return new ContentRow(
        tenantId,
        new Content(new ContentRef(ContentRole.TOOL_RESULT, hash, text.length()), text),
        NOW);
  }

  @Test
  void aNarrowRangeReadsFewGranules() {
    assertThat(
            text(
                """
                EXPLAIN indexes = 1 SELECT span_id FROM agent_events
                WHERE tenant_id = 'acme' AND start_time >= %s AND start_time < %s
                """
                    .formatted(
                        Literals.ofNanos(NOW * NANOS), Literals.ofNanos((NOW + 60_000) * NANOS))))
        .contains("PrimaryKey")
        .contains("intDiv(toUnixTimestamp64Nano(start_time), 60000000000) in [66666667, +Inf)");
  }

  @Test
  void givesATraceByStartWithAllButAttributes() {
    TraceId trace = new TraceId(-1, Long.MIN_VALUE);
    AgentEvent late = Samples.oddEvent(11, NOW * NANOS, (NOW + 1) * NANOS, 0);
    AgentEvent early =
        Samples.oddEvent(12, (NOW - 1) * NANOS, NOW * NANOS, EventFlag.END_MISSING.bit());
    insert(new AgentEventRows(), List.of(late, early), "trace");
    List<AgentEvent> events = lookup.trace(Samples.ODD.tenantId(), trace, 10).events();
    assertThat(events)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields(
            "attributes", "resourceAttributes", "endNanos")
        .containsExactly(early, late);
    assertThat(events).allSatisfy(event -> assertThat(event.attributes()).isEmpty());
    assertThat(lookup.trace(Samples.ODD.tenantId(), trace, 1).events()).hasSize(1);
    assertThat(lookup.trace("acme", trace, 10).events()).isEmpty();
  }

  @Test
  void givesWhatLogRecordsSayAboutATraceAndWhatWasMadeOfIt() {
    TraceId trace = new TraceId(9, 9);
    AgentEvent span = Samples.event(Samples.SHOP, trace, 1, NOW * NANOS);
    int flags = EventFlag.SUPPLEMENT.bit() | EventFlag.STANDS_ALONE.bit();
    AgentEvent described = span.placed(70, 1, flags);
    AgentEvent alone = span.placed(71, 2, flags);
    AgentEvent takenBack = span.placed(72, 1, flags | EventFlag.TAKEN_BACK.bit());
    insert(new AgentEventRows(), List.of(span, alone), "spans and a stand-in");
    insert(
        AgentEventRows.ofSupplements(), List.of(described, alone, takenBack), "their supplements");
    StoredTrace stored = lookup.trace("acme", trace, 10);
    assertThat(stored.events())
        .extracting(AgentEvent::spanId)
        .containsExactlyInAnyOrder(1L, 70L, 71L);
    assertThat(stored.standIns()).extracting(AgentEvent::spanId).containsExactly(71L);
    assertThat(stored.takenBack()).containsExactly(72L);
    assertThat(lookup.storedSpans("acme", NOW, NOW + 1, List.of(trace)))
        .contains(new EventKey(trace, 1), new EventKey(trace, 70));
  }

  @Test
  void givesTheNewestRevisionOfEachRunWithdrawnOnesToo() {
    TraceId trace = new TraceId(3, 3);
    RunRow first = new RunRow(Samples.run(trace, 1, 1, false), NOW);
    RunRow second = new RunRow(Samples.run(trace, 1, 2, false), NOW);
    RunRow opened = new RunRow(Samples.run(trace, -1, 4, false), NOW);
    RunRow withdrawn = new RunRow(Samples.run(trace, -1, 5, true), NOW);
    insert(new RunRows(), List.of(second, opened), "runs-a");
    insert(new RunRows(), List.of(withdrawn, first), "runs-b");
    assertThat(lookup.runs("acme", List.of(trace, new TraceId(3, 4))))
        .containsExactlyInAnyOrder(second, withdrawn);
    assertThat(text("SELECT lower(hex(run_id)), revision FROM runs FINAL"))
        .isEqualTo("0000000000000001\t2");
    assertThat(lookup.runs("acme", List.of())).isEmpty();
    assertThat(lookup.runs("other", List.of(trace))).isEmpty();
  }

  private static <T> void insert(RowEncoder<T> encoder, List<T> values, String token) {
    BlockWriter<T> writer = new BlockWriter<>(encoder);
    values.forEach(writer::add);
    new BlockInserter(clickHouse).insert(writer.finish(), token);
  }

  private static String text(String sql) {
    return new String(clickHouse.query(sql), UTF_8).strip();
  }
}
