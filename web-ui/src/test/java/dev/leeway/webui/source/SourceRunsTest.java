package dev.leeway.webui.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowFold;
import dev.leeway.storage.query.SignalValues;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class SourceRunsTest {
  private static final Slice SHOP = Slice.ofAgent("default", "production", "shop");

  @Test
  void everyNumberIsReadOfWhatTheWindowsOfASourceKeep() {
    WindowFold fold = new WindowFold(SignalCatalogue.standard().foldSettings());
    fold.add(run("OK", 1_000, 1, "NONE"));
    fold.add(run("OK", 1_000, 1, "NONE"));
    fold.add(run("OK", 1_000, 0.5, "SOME"));
    fold.add(run("ERROR", 1_000, 0.5, "SOME"));
    Slice prices = SHOP.with(Dimensions.DATA_SOURCE, "prices");
    Map<String, SignalValues> kept =
        MergedWindow.ofAll(fold.drain()).stream()
            .filter(window -> window.slice().equals(prices))
            .collect(Collectors.toMap(MergedWindow::signal, SignalValues::of));

    assertThat(kept.keySet()).containsExactlyInAnyOrderElementsOf(SourceRuns.SIGNALS);
    SourceRuns runs =
        SourceRuns.of(prices, signal -> kept.getOrDefault(signal, SignalValues.EMPTY));
    assertThat(runs.source()).isEqualTo("prices");
    assertThat(runs.runs()).isEqualTo(4);
    assertThat(runs.failedShare()).isEqualTo(0.25);
    assertThat(runs.durationMillisP50()).isCloseTo(1_000, within(10.0));
    assertThat(runs.grounding()).isEqualTo(0.75);
    assertThat(runs.unsupportedShare()).isEqualTo(0.5);
    assertThat(runs.emptyShare()).isEqualTo(0.25);
  }

  @Test
  void whatNoRunSaysIsNoNumber() {
    SourceRuns runs = SourceRuns.of(SHOP, signal -> SignalValues.EMPTY);
    assertThat(runs.runs()).isZero();
    assertThat(runs.grounding()).isNaN();
    assertThat(runs.unsupportedShare()).isNaN();
    assertThat(runs.durationMillisP50()).isNaN();
  }

  private static Observation run(
      String outcome, double millis, double grounding, String unsupported) {
    return new Observation(
        SHOP,
        1,
        60_000,
        Map.of(Dimensions.DATA_SOURCE, "prices\nstock"),
        List.of(
            Measurement.number("run.count", 1),
            Measurement.category("run.outcome", outcome),
            Measurement.number("run.duration", millis),
            Measurement.number("grounding.score", grounding),
            Measurement.category("grounding.unsupported", unsupported),
            Measurement.number("retrieval.empty", 0.25)),
        "trace");
  }
}
