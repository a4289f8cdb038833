package dev.leeway.streamjobs.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.streamjobs.edge.Destination;
import dev.leeway.streamjobs.edge.StoreRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlockWriterTest {
  private static final SinkWriter.Context CONTEXT =
      new SinkWriter.Context() {
        @Override
        public long currentWatermark() {
          return 0;
        }

        @Override
        public Long timestamp() {
          return 0L;
        }
      };
  private static final Map<Destination, Layout> LAYOUTS =
      Map.of(
          Destination.RUNS, new Layout("runs", List.of("a", "b")),
          Destination.FINDINGS, new Layout("findings", List.of("a")),
          Destination.FINDINGS_TOPIC, Layout.topic("leeway.findings"));

  @TempDir Path folder;

  @Test
  void rowsOfATableBecomeOneBlockPerCheckpoint() throws Exception {
    BlockWriter writer = writer("w", new BlockLimits(100, 1_000, 1_000), Set.of());
    writer.write(row(Destination.RUNS, "one"), CONTEXT);
    writer.write(row(Destination.RUNS, "two"), CONTEXT);

    List<Committable> committables = new ArrayList<>(writer.prepareCommit());

    assertThat(committables).hasSize(1);
    assertThat(committables.getFirst().layout()).isEqualTo(LAYOUTS.get(Destination.RUNS));
    assertThat(committables.getFirst().rows()).isEqualTo(2);
    assertThat(committables.getFirst().inline()).isEqualTo(utf8("onetwo"));
    assertThat(writer.prepareCommit()).isEmpty();
  }

  @Test
  void topicRecordsComeAfterTheRowsTheySpeakOf() throws Exception {
    BlockWriter writer = writer("w", BlockLimits.DEFAULTS, Set.of());
    writer.write(new StoreRow(Destination.FINDINGS_TOPIC, "id", utf8("json")), CONTEXT);
    writer.write(row(Destination.FINDINGS, "row"), CONTEXT);
    writer.write(row(Destination.RUNS, "row"), CONTEXT);

    assertThat(writer.prepareCommit())
        .extracting(Committable::destination)
        .containsExactly(Destination.RUNS, Destination.FINDINGS, Destination.FINDINGS_TOPIC);
  }

  @Test
  void blocksAreCutAtRowsAndAtBytes() throws Exception {
    BlockWriter writer = writer("w", new BlockLimits(2, 10, 1_000), Set.of());
    for (String text : List.of("aaaa", "bbbb", "cccc", "ddddddddddddddd", "e")) {
      writer.write(row(Destination.RUNS, text), CONTEXT);
    }

    assertThat(writer.prepareCommit())
        .extracting(committable -> new String(committable.inline(), StandardCharsets.UTF_8))
        .containsExactly("aaaabbbb", "cccc", "ddddddddddddddd", "e");
  }

  @Test
  void largeBlocksAreStagedAndTheStateNamesThemUntilTheyAreGone() throws Exception {
    BlockWriter writer = writer("w", new BlockLimits(100, 1_000, 3), Set.of());
    writer.write(row(Destination.RUNS, "large"), CONTEXT);
    writer.write(row(Destination.FINDINGS, "sma"), CONTEXT);

    Committable staged = writer.prepareCommit().iterator().next();

    assertThat(staged.inline()).isEmpty();
    assertThat(Files.readString(folder.resolve(staged.stagedFile()))).isEqualTo("large");
    assertThat(writer.snapshotState(1)).containsExactly(new StagedFiles(Set.of("w-0")));
    assertThat(writer.snapshotState(2)).containsExactly(new StagedFiles(Set.of("w-0")));
    Files.delete(folder.resolve("w-0"));
    assertThat(writer.snapshotState(3)).containsExactly(new StagedFiles(Set.of()));
  }

  @Test
  void aRestoredWriterDeletesWhatNoCheckpointPointsTo() throws Exception {
    Files.writeString(folder.resolve("old-1"), "in the checkpoint");
    Files.writeString(folder.resolve("old-2"), "staged after it");

    BlockWriter writer = writer("new", BlockLimits.DEFAULTS, Set.of("old-1"));

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("old-1"));
    }
    assertThat(writer.snapshotState(1)).containsExactly(new StagedFiles(Set.of("old-1")));
  }

  @Test
  void tokensOfTwoWritersNeverMeet() throws Exception {
    assertThat(tokenOfFirstBlock("first")).isNotEqualTo(tokenOfFirstBlock("second"));
  }

  @Test
  void committableAndStateSurviveTheirSerializers() throws Exception {
    Committable committable =
        new Committable(
            "token",
            Destination.RUNS,
            new Layout("runs", List.of("a", "b")),
            3,
            utf8("bytes"),
            "",
            5,
            -17);
    CommittableSerializer serializer = new CommittableSerializer();
    Committable read = serializer.deserialize(1, serializer.serialize(committable));
    assertThat(read).usingRecursiveComparison().isEqualTo(committable);

    StagedFiles files = new StagedFiles(Set.of("a", "b"));
    StagedFilesSerializer states = new StagedFilesSerializer();
    assertThat(states.deserialize(1, states.serialize(files))).isEqualTo(files);
  }

  private String tokenOfFirstBlock(String writerId) throws IOException {
    BlockWriter writer = writer(writerId, BlockLimits.DEFAULTS, Set.of());
    writer.write(row(Destination.RUNS, "row"), CONTEXT);
    return writer.prepareCommit().iterator().next().token();
  }

  private BlockWriter writer(String id, BlockLimits limits, Set<String> staged) throws IOException {
    return new BlockWriter(
        id,
        LAYOUTS,
        limits,
        new StagingFolder(folder.toUri().toString()),
        new SinkCounters(new UnregisteredMetricsGroup()),
        staged);
  }

  private static StoreRow row(Destination destination, String text) {
    return StoreRow.of(destination, utf8(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
