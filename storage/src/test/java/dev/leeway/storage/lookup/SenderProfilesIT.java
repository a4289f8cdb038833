package dev.leeway.storage.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.TraceId;
import dev.leeway.storage.TestStorage;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.insert.BlockInserter;
import dev.leeway.storage.row.AgentEventRows;
import dev.leeway.storage.row.BlockWriter;
import dev.leeway.storage.row.Samples;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SenderProfilesIT {
  private static final long NOW_NANOS = 4_000_000_020_000_000_000L;

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
}
