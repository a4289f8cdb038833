package dev.leeway.signals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.catalogue.SignalCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class SliceRulesTest {
  private static final SignalCatalogue CATALOGUE = SignalCatalogue.standard();

  @Test
  void aListOfDistributionsTakesNothingFromRulesSourcesAndEvaluators() {
    assertThat(listing("cost.run").foldSettings().distributed())
        .contains("cost.run", "rate_limit.headroom", "llm.duration", "source.lag", "eval.score")
        .contains("run.outcome")
        .doesNotContain("run.duration");
  }

  @Test
  void whatIsKeptWithoutBeingListedIsKeptByDefaultToo() {
    assertThat(SliceRules.defaults().distributions()).containsAll(SliceRules.keptAnyway());
  }

  @Test
  void theDocumentNamesWhatIsKeptByDefaultAndWhatIsKeptAnyway() throws IOException {
    String row =
        Files.readAllLines(Path.of("..", "docs", "rules.md")).stream()
            .filter(line -> line.startsWith("| `distributions` |"))
            .findFirst()
            .orElseThrow();
    String[] cells = row.split(" \\| ", -1);

    assertThat(signalsIn(cells[1])).isEqualTo(numbers(SliceRules.defaults().distributions()));
    assertThat(signalsIn(cells[2])).isEqualTo(numbers(SliceRules.keptAnyway()));
  }

  private static SliceRules listing(String signal) {
    RuleNode list = new RuleNode.Items(List.of(new RuleNode.Scalar(signal, 0)), 0);
    RuleNode slices = new RuleNode.Keys(Map.of("distributions", list), 0);
    return ((RulesRead.Good) RuleBook.read(new RuleNode.Keys(Map.of("slices", slices), 0)))
        .book()
        .slices();
  }

  /** Without categories, and without what fields alone say, which all keep anyhow. */
  private static Set<String> numbers(Set<String> signals) {
    return signals.stream()
        .filter(signal -> !CATALOGUE.find(signal).orElseThrow().categorical())
        .filter(signal -> !CATALOGUE.foldSettings().perField().contains(signal))
        .collect(Collectors.toSet());
  }

  private static Set<String> signalsIn(String cell) {
    return Pattern.compile("[a-z_]+\\.[a-z_]+(?=`)")
        .matcher(cell)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }
}
