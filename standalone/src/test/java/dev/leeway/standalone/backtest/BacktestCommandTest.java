package dev.leeway.standalone.backtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.testkit.TestClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class BacktestCommandTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path home;
  private Path rules;

  @BeforeEach
  void writeRules() throws IOException {
    rules = Files.writeString(home.resolve("rules.yaml"), "detection: {runs_to_learn: 500}\n");
  }

  @Test
  void rulesThatCannotBeUnderstoodAreToldLineByLine() throws IOException {
    Files.writeString(rules, "detektion: {}\nslices: {per_tenant: 0}\n");

    assertThat(execute(rules.toString())).isEqualTo(2);
    assertThat(err.toString(UTF_8).lines())
        .containsExactly(
            rules + ": line 1: no key 'detektion'; nearest: detection",
            rules
                + ": line 2: slices.per_tenant: expected a whole number from 1 to 100000, came"
                + " '0'");
  }

  @Test
  void aRangeThatMakesNoSenseIsToldBeforeAnythingIsRead() {
    assertThat(execute(rules.toString(), "--days", "0")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("more than 0 and at most 400");
    assertThat(execute(rules.toString(), "--from", "2026-11-23T00:00:00Z")).isEqualTo(2);
  }

  @Test
  void whereNothingRunsThereIsNothingToRead() {
    assertThat(execute(rules.toString(), "--days", "2")).isEqualTo(3);
    assertThat(err.toString(UTF_8)).contains("nothing runs in " + home);
  }

  private int execute(String... arguments) {
    return new CommandLine(
            new BacktestCommand(
                new TestClock(Instant.parse("2026-11-22T12:00:00Z")),
                home,
                Optional.empty(),
                new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
                new PrintStream(err, true, UTF_8)))
        .execute(arguments);
  }
}
