package dev.leeway.storage.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.rules.RulesRead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RulesFileTest {

  @Test
  void anEmptyTextSaysWhatHoldsWithoutAFile() {
    assertThat(RulesFile.parse("")).isEqualTo(new RulesRead.Good(RuleBook.defaults()));
    assertThat(RulesFile.parse("# nothing yet\n"))
        .isEqualTo(new RulesRead.Good(RuleBook.defaults()));
    assertThat(RulesFile.parse("detection:\nslices: {}\nloops:\n"))
        .isEqualTo(new RulesRead.Good(RuleBook.defaults()));
  }

  @Test
  void yamlAndJsonSayTheSame() {
    RulesRead yaml =
        RulesFile.parse(
            """
            detection:
              false_pages_per_week: 0.5
              overrides:
                - {signal: llm.ttft, watch: off}
            """);
    RulesRead json =
        RulesFile.parse(
            """
            {
            \t"detection": {
            \t\t"false_pages_per_week": 0.5,
            \t\t"overrides": [{"signal": "llm.ttft", "watch": false}]
            \t}
            }
            """);

    assertThat(yaml).isInstanceOf(RulesRead.Good.class).isEqualTo(json);
    assertThat(((RulesRead.Good) yaml).book().detection().falsePagesPerWeek()).isEqualTo(0.5);
  }

  @Test
  void problemsNameTheLineOfTheValue() {
    assertThat(
            problems(
                """
                detection:
                  false_pages_per_week: often

                slices:
                  atributes: [tier]
                """))
        .containsExactly(
            "line 2: detection.false_pages_per_week: expected a number from 0.01 to 100, came"
                + " 'often'",
            "line 5: slices: no key 'atributes'; nearest: attributes");
  }

  @Test
  void whatIsNoYamlIsRefusedWithItsLine() {
    assertThat(problems("detection:\n  pane: [5m\n"))
        .singleElement()
        .asString()
        .startsWith("line 3: not YAML: ");
    assertThat(problems("detection: {}\n---\nslices: {}\n"))
        .singleElement()
        .asString()
        .contains("not YAML");
    assertThat(problems("- detection\n"))
        .containsExactly("line 1: expected keys with values, came a list of 1");
    assertThat(problems("detection: {}\ndetection: {}\n"))
        .containsExactly("line 2: key 'detection' is written twice");
    assertThat(problems("? [a, b]\n: 1\n")).containsExactly("line 1: expected a name as key");
  }

  @Test
  void aSmallTextCannotBecomeALargeTree() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i <= 9; i++) {
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(9)));
    }

    assertThat(problems(bomb.toString())).singleElement().asString().contains("alias");
    assertThat(problems("a: &a [*a]\n")).singleElement().asString().contains("levels");
    assertThat(problems("[".repeat(1_000))).singleElement().asString().contains("Depth");
    assertThat(problems("a: " + "x".repeat(RulesText.LENGTH_MAX)))
        .singleElement()
        .asString()
        .startsWith("expected at most 1048576 characters");
  }

  @Test
  void tagsMakeNoObjects() {
    assertThat(problems("detection: !!java.net.URL ['http://127.0.0.1']\n"))
        .singleElement()
        .asString()
        .contains("Global tag is not allowed");
  }

  @Test
  void aFileIsNamedInEachOfItsProblems(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("rules.yaml");

    assertThat(RulesFile.read(file))
        .isEqualTo(new RulesRead.Bad(List.of(file + ": there is no such file")));

    Files.writeString(file, "slices:\n  per_tenant: none\n");
    assertThat(RulesFile.read(file))
        .isEqualTo(
            new RulesRead.Bad(
                List.of(
                    file
                        + ": line 2: slices.per_tenant: expected a whole number from 1 to 100000,"
                        + " came 'none'")));

    Files.write(file, new byte[] {(byte) 0xC3, (byte) 0x28});
    assertThat(RulesFile.read(file))
        .isEqualTo(new RulesRead.Bad(List.of(file + ": expected UTF-8")));
  }

  @Test
  void theExampleOfTheDocumentsIsGoodAndChangesEverySectionThatItShows() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "rules.md"));
    String example = document.split("```yaml\n", -1)[1].split("```", -1)[0];

    assertThat(problems(example)).isEmpty();
    assertThat(((RulesRead.Good) RulesFile.parse(example)).book().changed())
        .isEqualTo(
            example
                .lines()
                .filter(line -> line.matches("[a-z]+:"))
                .map(line -> line.replace(":", ""))
                .collect(Collectors.toSet()));
  }

  private static List<String> problems(String text) {
    return switch (RulesFile.parse(text)) {
      case RulesRead.Good good -> List.of();
      case RulesRead.Bad bad -> bad.problems();
    };
  }
}
