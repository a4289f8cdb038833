package dev.leeway.streamjobs.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.streamjobs.edge.Destination;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlockCommitterTest {
  @TempDir Path folder;
  private final RecordingBackends backends = new RecordingBackends();
  private final List<Long> pauses = new ArrayList<>();

  @Test
  void deliversWithTheTokenOfTheCommittable() throws Exception {
    committer().commit(List.of(new Request(inline("w-1", Destination.RUNS, "rows"))));

    assertThat(backends.tableBlocks).extracting(Block::token).containsExactly("w-1");
    assertThat(backends.tableBlocks.getFirst().bytes()).isEqualTo(utf8("rows"));
    assertThat(backends.topicBlocks).isEmpty();
  }

  @Test
  void topicsAreDeliveredElsewhere() throws Exception {
    committer().commit(List.of(new Request(inline("w-1", Destination.FINDINGS_TOPIC, "f"))));

    assertThat(backends.tableBlocks).isEmpty();
    assertThat(backends.topicBlocks).hasSize(1);
  }

  @Test
  void aFailureThatMayPassIsWaitedOutAndTheSameBlockComesAgain() throws Exception {
    for (int i = 0; i < 30; i++) {
      backends.failures.add(DeliveryException.retryable("away", new IOException("away")));
    }

    committer().commit(List.of(new Request(inline("w-1", Destination.RUNS, "rows"))));

    assertThat(backends.tableBlocks).extracting(Block::token).containsExactly("w-1");
    assertThat(pauses).hasSize(30).allMatch(millis -> millis <= 5_000);
    assertThat(pauses.getLast()).isGreaterThanOrEqualTo(2_500);
  }

  @Test
  void aRefusedBlockIsBuriedAndTheNextOneIsDelivered() throws Exception {
    backends.failures.add(DeliveryException.permanent("no such column", new IOException("no")));

    committer()
        .commit(
            List.of(
                new Request(inline("w-1", Destination.RUNS, "bad")),
                new Request(inline("w-2", Destination.RUNS, "good"))));

    assertThat(backends.tableBlocks).extracting(Block::token).containsExactly("w-1-dead", "w-2");
    assertThat(backends.tableBlocks.getFirst().bytes()).isEqualTo(utf8("no such column"));
    assertThat(backends.topicBlocks).extracting(Block::token).containsExactly("w-1-dead");
  }

  @Test
  void aLetterThatItsTopicRefusesIsStoredAllTheSame() throws Exception {
    backends.failures.add(DeliveryException.permanent("too large", new IOException("no")));
    backends.topicFailures.add(DeliveryException.permanent("too large", new IOException("no")));

    committer().commit(List.of(new Request(inline("w-1", Destination.RUNS, "bad"))));

    assertThat(backends.tableBlocks).extracting(Block::token).containsExactly("w-1-dead");
    assertThat(backends.topicBlocks).isEmpty();
  }

  @Test
  void aRefusedDeadLetterFailsTheTask() {
    backends.failures.add(DeliveryException.permanent("no such column", new IOException("no")));
    backends.failures.add(DeliveryException.permanent("no such table", new IOException("no")));

    assertThatThrownBy(
            () -> committer().commit(List.of(new Request(inline("w-1", Destination.RUNS, "bad")))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("w-1");
  }

  @Test
  void aStagedBlockIsDeletedOnceItIsStoredAndItsAbsenceMeansStored() throws Exception {
    Committable staged = staged("w-1", "large");
    Files.writeString(folder.resolve("w-1"), "large");
    Request first = new Request(staged);
    Request again = new Request(staged);

    committer().commit(List.of(first));
    committer().commit(List.of(again));

    assertThat(backends.tableBlocks).hasSize(1);
    assertThat(folder.resolve("w-1")).doesNotExist();
    assertThat(first.alreadyCommitted).isFalse();
    assertThat(again.alreadyCommitted).isTrue();
  }

  @Test
  void aDamagedStagedBlockIsNeverStored() throws Exception {
    Files.writeString(folder.resolve("w-1"), "lar");

    assertThatThrownBy(() -> committer().commit(List.of(new Request(staged("w-1", "large")))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected 5 bytes, came 3");
    assertThat(backends.tableBlocks).isEmpty();
  }

  private BlockCommitter committer() {
    return new BlockCommitter(
        backends,
        new StagingFolder(folder.toUri().toString()),
        new SinkCounters(new UnregisteredMetricsGroup()),
        Backoff.DEFAULT,
        pauses::add,
        new SplittableRandom(7));
  }

  private static Committable inline(String token, Destination destination, String text) {
    return committable(token, destination, text, utf8(text), "");
  }

  private static Committable staged(String token, String text) {
    return committable(token, Destination.RUNS, text, new byte[0], token);
  }

  private static Committable committable(
      String token, Destination destination, String text, byte[] inline, String file) {
    CRC32C checksum = new CRC32C();
    checksum.update(utf8(text));
    return new Committable(
        token,
        destination,
        new Layout("target", List.of()),
        1,
        inline,
        file,
        utf8(text).length,
        (int) checksum.getValue());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
