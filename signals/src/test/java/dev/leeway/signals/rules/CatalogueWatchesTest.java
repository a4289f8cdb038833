package dev.leeway.signals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.catalogue.Detection;
import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.drift.Watch;
import dev.leeway.signals.drift.Watches;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CatalogueWatchesTest {
  private final Watches watches = CatalogueWatches.of(SignalCatalogue.standard());

  @Test
  void allThatTheCatalogueSaysIsJudgedBySequentialTestsIsWatchedAndNothingElse() {
    List<String> judged =
        SignalCatalogue.standard().signals().stream()
            .filter(signal ->
                signal.isJudgedBy(Detection.RATE) || signal.isJudgedBy(Detection.DISTRIBUTION))
            .map(Signal::name)
            .toList();

    assertThat(watches.bySignal()).containsOnlyKeys(judged);
  }

  @Test
  void whatIsWordedByHandKeepsItsWords() {
    assertThat(watches.bySignal()).containsAllEntriesOf(Watches.defaults().bySignal());
  }

  @Test
  void theOthersAreCalledAsTheCatalogueCallsThem() {
    assertThat(watches.of("tool.duration"))
        .contains(new Watch.Distribution("tool call duration", "ms", "spans"));
    assertThat(watches.of("complexity.input_bytes"))
        .contains(new Watch.Distribution("input bytes", "", "runs"));
  }
}
