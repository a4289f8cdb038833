package dev.leeway.storage.insert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.TraceId;
import dev.leeway.storage.StorageException;
import dev.leeway.storage.TestStorage;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.row.AgentEventRows;
import dev.leeway.storage.row.BlockWriter;
import dev.leeway.storage.row.EncodedBlock;
import dev.leeway.storage.row.InsertTarget;
import dev.leeway.storage.row.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockInserterIT {
  private static final long NOW_NANOS = 4_000_000_000_000_000_000L;
  private static final long DAY_NANOS = 86_400_000_000_000L;

  private static ClickHouseClient clickHouse;
  private static BlockInserter inserter;

  @BeforeAll
  static void migrate() {
    clickHouse = TestStorage.migratedFor(BlockInserterIT.class);
    inserter = new BlockInserter(clickHouse);
  }

  @AfterAll
  static void close() {
    clickHouse.close();
  }

  @BeforeEach
  void empty() {
    clickHouse.execute("TRUNCATE TABLE agent_events");
  }

  @Test
  void aBlockThatIsInsertedAgainUnderItsTokenIsThereOnce() {
    EncodedBlock block = block(100, 0);
    inserter.insert(block, "checkpoint-7/0");
    inserter.insert(block, "checkpoint-7/0");
    assertThat(count()).isEqualTo(100);
  }

  @Test
  void equalBlocksUnderTwoTokensAreThereTwice() {
    EncodedBlock block = block(100, 0);
    inserter.insert(block, "a");
    inserter.insert(block, "b");
    assertThat(count()).isEqualTo(200);
  }

  @Test
  void aStagedFileIsTheSameBlock(@TempDir Path folder) throws IOException {
    EncodedBlock block = block(100, 0);
    Path staged = Files.write(folder.resolve("block"), block.data());
    inserter.insert(block.target(), staged, "staged");
    inserter.insert(block, "staged");
    assertThat(count()).isEqualTo(100);
  }

  @Test
  void aLargeBlockIsStoredAndKnownAsAWhole() {
    EncodedBlock block = block(150_000, 0);
    inserter.insert(block, "large");
    inserter.insert(block, "large");
    assertThat(text("SELECT count(), uniqExact(_part) FROM agent_events")).isEqualTo("150000\t1");
  }

  @Test
  void spansOfAnyYearShareThePartitionOfTheirAppendDay() {
    BlockWriter<AgentEvent> writer = new BlockWriter<>(new AgentEventRows());
    for (int day = 0; day < 2_000; day++) {
      writer.add(Samples.event(Samples.SHOP, new TraceId(1, 1), day + 1, day * DAY_NANOS));
    }
    writer.add(Samples.event(Samples.SHOP, new TraceId(1, 1), -1, 4_102_444_800_000_000_000L));
    writer.add(Samples.event(Samples.SHOP, new TraceId(1, 1), -2, Long.MAX_VALUE));
    writer.add(Samples.event(Samples.SHOP, new TraceId(1, 1), -3, Long.MIN_VALUE));
    inserter.insert(writer.finish(), "years");
    assertThat(text("SELECT uniqExact(_partition_id) FROM agent_events")).isEqualTo("1");
    assertThat(text("SELECT count() FROM agent_events WHERE toYear(start_time) = 1970"))
        .isEqualTo("365");
    assertThat(text("SELECT count() FROM agent_events WHERE start_time >= '2100-01-01'"))
        .isEqualTo("2");
    assertThat(text("SELECT count() FROM agent_events WHERE start_time < '1970-01-01'"))
        .isEqualTo("1");
  }

  @Test
  void aSpansEventIdIsAFunctionOfTenantTraceAndSpan() {
    inserter.insert(block(3, 0), "first");
    inserter.insert(block(3, DAY_NANOS), "second");
    assertThat(text("SELECT count(), uniqExact(event_id) FROM agent_events")).isEqualTo("6\t3");
  }

  @Test
  void aTruncatedBlockIsPermanentAndStoresNothing() {
    EncodedBlock block = block(10, 0);
    EncodedBlock cut =
        new EncodedBlock(block.target(), 10, Arrays.copyOf(block.data(), block.data().length - 3));
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> inserter.insert(cut, "cut"))
        .satisfies(failure -> assertThat(failure.retryable()).as(failure.toString()).isFalse());
    assertThat(count()).isZero();
  }

  @Test
  void aTableOrColumnThatIsMissingIsPermanent() {
    for (InsertTarget target :
        new InsertTarget[] {
          InsertTarget.of("no_such_table", "a"), InsertTarget.of("agent_events", "no_such_column")
        }) {
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(
              () -> inserter.insert(new EncodedBlock(target, 1, new byte[] {1, 'a'}), "missing"))
          .satisfies(failure -> assertThat(failure.retryable()).isFalse())
          .withMessageContaining("no_such_");
    }
  }

  @Test
  void aTokenIsDemanded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> inserter.insert(block(1, 0), ""))
        .withMessageContaining("token");
  }

  private static EncodedBlock block(int rows, long offsetNanos) {
    BlockWriter<AgentEvent> writer = new BlockWriter<>(new AgentEventRows());
    for (int row = 0; row < rows; row++) {
      writer.add(
          Samples.event(Samples.SHOP, new TraceId(9, 9), row + 1, NOW_NANOS + offsetNanos + row));
    }
    return writer.finish();
  }

  private static long count() {
    return Long.parseLong(text("SELECT count() FROM agent_events"));
  }

  private static String text(String sql) {
    return new String(clickHouse.query(sql), UTF_8).strip();
  }
}
