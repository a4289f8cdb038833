package dev.leeway.standalone.detection;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code leeway bench detection}: runs the experiments of the drift specification's part C. */
@Command(
    name = "detection",
    mixinStandardHelpOptions = true,
    description = "Measures false alarms and delays of drift detectors, ours beside others'.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:all that is asked of ours holds", "1:something is missed"})
public final class BenchDetectionCommand implements Callable<Integer> {
  private final PrintStream out;

  @Option(names = "--json", paramLabel = "FILE", description = "Also writes the result as JSON.")
  private @Nullable Path json;

  public BenchDetectionCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (Experiment experiment : experiments()) {
      Outcome outcome = experiment.run();
      out.println(DetectionReport.text(outcome));
      outcomes.add(outcome);
    }
    DetectionReport report = new DetectionReport(outcomes);
    if (json != null) {
      Files.writeString(json, report.json().toPrettyString() + "\n");
    }
    return report.holds() ? 0 : 1;
  }

  private static List<Experiment> experiments() {
    return List.of(
        new RunLengths(300, 1_000_000),
        new ManySlices(3_000, 2_000),
        new OverDispersion(300, 60_000),
        new MergedParts(40),
        new StateCost(2_000_000));
  }
}
