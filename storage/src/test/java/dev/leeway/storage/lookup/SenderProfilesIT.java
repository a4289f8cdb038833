package dev.leeway.storage.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.TraceId;
import dev.leeway.storage.TestStorage;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.insert.BlockInserter;
import dev.leeway.storage.row.AgentEventRows;
import dev.leeway.storage.row.BlockWriter;
import dev.leeway.storage.row.Samples;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SenderProfilesIT {
  private static final long NOW_NANOS = 4_000_000_020_000_000_000L;
  private static final ContentRef ANSWER =
      new ContentRef(ContentRole.OUTPUT_MESSAGES, "0123456789abcdeffedcba9876543210", 10);

  @Test
  void countsWhatASenderFillsIn() {
    try (ClickHouseClient clickHouse = TestStorage.migratedFor(SenderProfilesIT.class)) {
      AgentEvent one = Samples.event(Samples.SHOP, new TraceId(1, 1), 1, NOW_NANOS);
      BlockWriter<AgentEvent> writer = new BlockWriter<>(new AgentEventRows());
      writer.add(one);
      writer.add(Samples.event(Samples.SHOP, new TraceId(1, 1), 2, NOW_NANOS));
      writer.add(Samples.event(Samples.SHOP, new TraceId(1, 2), 3, NOW_NANOS));
      new BlockInserter(clickHouse).insert(writer.finish(), "profiles");
      SenderProfiles profiles = new SenderProfiles(clickHouse);
      Instant appended = Instant.ofEpochMilli(one.appendMillis());

      List<SenderProfile> senders = profiles.since(appended);

      assertThat(senders).hasSize(1);
      SenderProfile sender = senders.getFirst();
      assertThat(sender.agentName()).isEqualTo(one.source().agentName());
      assertThat(sender.convention()).isEqualTo(one.convention().name());
      assertThat(sender.spans()).isEqualTo(3);
      assertThat(sender.traces()).isEqualTo(2);
      assertThat(sender.kinds()).containsEntry(one.kind().name(), 3.0);
      assertThat(profiles.since(appended.plusMillis(1))).isEmpty();
      assertThat(profiles.deadLettersSince(appended)).isEmpty();
    }
  }

  @Test
  void recordsFillInTheSpansThatTheyDescribeAndStandInsCountUntilTheyAreTakenBack() {
    try (ClickHouseClient clickHouse = TestStorage.migratedFor(SenderProfilesIT.class)) {
      int supplement = EventFlag.SUPPLEMENT.bit() | EventFlag.STANDS_ALONE.bit();
      AgentEvent described = call(1).placed(1, 0, 0);
      AgentEvent above = call(2).placed(2, 0, 0);
      AgentEvent standIn = call(3).placed(73, 3, supplement);
      AgentEvent noLonger = call(4).placed(74, 4, supplement);
      insert(clickHouse, new AgentEventRows(), described, above, standIn, noLonger);
      insert(
          clickHouse,
          AgentEventRows.ofSupplements(),
          call(1, ANSWER).placed(71, 1, supplement),
          call(2, ANSWER).placed(72, 2, supplement | EventFlag.WRITTEN_WITHIN.bit()),
          noLonger.placed(74, 4, supplement | EventFlag.TAKEN_BACK.bit()));

      SenderProfile.LlmCalls calls =
          new SenderProfiles(clickHouse)
              .since(Instant.ofEpochMilli(described.appendMillis()))
              .getFirst()
              .llm();

      assertThat(calls.calls()).isEqualTo(3);
      assertThat(calls.content()).isEqualTo(1);
    }
  }

  private static void insert(
      ClickHouseClient clickHouse, AgentEventRows rows, AgentEvent... events) {
    BlockWriter<AgentEvent> writer = new BlockWriter<>(rows);
    Arrays.stream(events).forEach(writer::add);
    new BlockInserter(clickHouse).insert(writer.finish(), "profiles of " + events.length);
  }

  private static AgentEvent call(long trace, ContentRef... contents) {
    AgentEvent like = Samples.event(Samples.SHOP, new TraceId(7, trace), 1, NOW_NANOS);
    return new AgentEvent(
        like.source(),
        like.traceId(),
        like.spanId(),
        like.parentSpanId(),
        like.name(),
        EventKind.LLM,
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
        List.of(contents),
        like.flags(),
        like.appendMillis(),
        like.facts(),
        like.attributes(),
        like.resourceAttributes());
  }
}
