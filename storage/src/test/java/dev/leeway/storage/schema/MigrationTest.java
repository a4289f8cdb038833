package dev.leeway.storage.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MigrationTest {
  @Test
  void statementsEndWithASemicolonAtALinesEndAndCommentsAreDropped() {
    Migration migration =
        Migration.of(
            "V001__two.sql",
            """
            -- Not a statement;
            SELECT 'a;b';

              -- Nor this;
            SELECT
                2;
            """,
            Map.of());
    assertThat(migration.statements()).containsExactly("SELECT 'a;b'", "SELECT\n    2");
  }

  @Test
  void placeholdersAreFilledInAndAMissingOneIsNamed() {
    assertThat(Migration.of("R__x.sql", "TTL ${run.days} DAY;", Map.of("run.days", "90")).sql())
        .isEqualTo("TTL 90 DAY;");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Migration.of("R__x.sql", "TTL ${run.days} DAY;", Map.of()))
        .withMessageContaining("${run.days} of R__x.sql");
  }

  @Test
  void theChecksumDoesNotHangOnLineEnds() {
    assertThat(Migration.of("V001__x.sql", "SELECT 1;\r\n", Map.of()).checksum())
        .isEqualTo(Migration.of("V001__x.sql", "SELECT 1;\n", Map.of()).checksum());
  }

  @Test
  void otherNamesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Migration.of("1_x.sql", "", Map.of()))
        .withMessageContaining("came 1_x.sql");
  }

  @Test
  void everyFileOfTheFolderIsListed() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(Migration.class.getResource("R__retention.sql")).toURI())
            .getParent();
    try (var files = Files.list(Objects.requireNonNull(folder))) {
      assertThat(
              files
                  .map(file -> Objects.requireNonNull(file.getFileName()).toString())
                  .filter(name -> name.endsWith(".sql")))
          .containsExactlyInAnyOrderElementsOf(Migrations.FILES);
    }
  }
}
