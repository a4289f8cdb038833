package dev.leeway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.telemetry.convention.CompiledConventions;
import dev.leeway.telemetry.convention.Conventions;
import dev.leeway.telemetry.convention.Field;
import dev.leeway.telemetry.metric.MetricNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ReadmeTest {
  @Test
  void thePrecedenceInTheReadmeIsThatOfTheTables() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(readme).as("the README has to hold:%n%n%s", table()).contains(table());
  }

  @Test
  void theMetricsInTheReadmeAreThoseOfTheTables() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(readme).as("the README has to hold:%n%n%s", metrics()).contains(metrics());
  }

  private static String metrics() {
    return MetricNames.standard().documented().entrySet().stream()
        .map(entry ->
            entry.getValue().stream()
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(" › ", "| " + entry.getKey() + " | ", " |")))
        .collect(
            Collectors.joining(
                "\n", "| metric (unit) | names, the best first |\n| --- | --- |\n", "\n"));
  }

  private static String table() {
    CompiledConventions conventions = new CompiledConventions(Conventions.ALL);
    return "| field | keys, the best first |\n| --- | --- |\n"
        + Arrays.stream(Field.values())
            .map(field -> row(conventions, field))
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  private static String row(CompiledConventions conventions, Field field) {
    return conventions.keysOf(field).stream()
        .map(key -> "`" + key + "`")
        .collect(
            Collectors.joining(" › ", "| " + field.name().toLowerCase(Locale.ROOT) + " | ", " |"));
  }
}
