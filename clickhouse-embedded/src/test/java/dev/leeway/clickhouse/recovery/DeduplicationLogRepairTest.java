package dev.leeway.clickhouse.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeduplicationLogRepairTest {
  @TempDir private Path data;

  private Path table;
  private Path log;

  @BeforeEach
  void aTableWithThreePartsOneOfThemMerged() throws IOException {
    table = data.resolve("store/abc/abcdef");
    for (String folder :
        new String[] {"all_1_3_1", "all_4_4_0", "202601_5_5_0_9", "tmp_all_6_6_0"}) {
      Files.createDirectories(table.resolve(folder));
    }
    log =
        Files.createDirectories(table.resolve("deduplication_logs"))
            .resolve("deduplication_log_2.txt");
    Files.writeString(
        table.resolve("deduplication_logs/deduplication_log_1.txt"),
        "1\tall_1_1_0\ta\n1\tall_2_2_0\tb\n");
    Files.writeString(log, "1\tall_3_3_0\tc\n1\tall_4_4_0\td\n1\t202601_5_5_0\te\n");
  }

  @Test
  void aHealthyDirectoryIsLeftAlone() throws IOException {
    String before = Files.readString(log);

    assertThat(DeduplicationLogRepair.repair(data)).isZero();
    assertThat(log).hasContent(before);
  }

  @Test
  void anEntryWithoutItsPartIsTakenBackOnce() throws IOException {
    Files.writeString(log, "1\tall_6_6_0\tlost\n", StandardOpenOption.APPEND);

    assertThat(DeduplicationLogRepair.repair(data)).isEqualTo(1);
    assertThat(Files.readString(log)).endsWith("1\tall_6_6_0\tlost\n2\tall_6_6_0\tlost\n");
    assertThat(DeduplicationLogRepair.repair(data)).isZero();
  }

  @Test
  void aBlockOfAnotherPartitionCoversNothing() throws IOException {
    Files.writeString(log, "1\t202602_1_1_0\tlost\n", StandardOpenOption.APPEND);

    assertThat(DeduplicationLogRepair.repair(data)).isEqualTo(1);
  }

  @Test
  void halfALineIsCutOff() throws IOException {
    Files.writeString(log, "1\tall_7_7", StandardOpenOption.APPEND);

    assertThat(DeduplicationLogRepair.repair(data)).isZero();
    assertThat(Files.readString(log)).endsWith("\te\n");
  }

  @Test
  void settledHistoryIsNotJudged() throws IOException {
    StringBuilder lines = new StringBuilder("1\told_1_1_0\tdropped-by-its-ttl\n");
    for (int i = 0; i < 300; i++) {
      lines.append("1\tall_4_4_0\tblock").append(i).append('\n');
    }
    Files.writeString(log, lines, StandardOpenOption.APPEND);

    assertThat(DeduplicationLogRepair.repair(data)).isZero();
  }

  @Test
  void noDirectoryIsNoTrouble() throws IOException {
    assertThat(DeduplicationLogRepair.repair(data.resolve("none"))).isZero();
  }
}
