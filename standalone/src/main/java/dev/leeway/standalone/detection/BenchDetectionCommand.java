package dev.leeway.standalone.detection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.standalone.detection.labelled.LabelledQuality;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:LEEWAY_DATA}",
      description =
          "Recorded data: servegen/*_rates.csv(.xz) with *_lengths.jsonl(.xz), nab/ and tcpd/ as"
              + " published; or the folder of one of these sets. Default: LEEWAY_DATA.")
  private @Nullable Path data;

  @Option(
      names = "--signals",
      description =
          "Instead of drift detectors measures signals against labels, on recorded runs and"
              + " answers: tau-bench, agentrx and halueval below --data.")
  private boolean signals;

  @Option(names = "--json", paramLabel = "FILE", description = "Also writes the result as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description =
          "Also writes the tables into a document, between its lines <!-- tables of bench detection"
              + " --> and <!-- end of tables -->.")
  private @Nullable Path markdown;

  public BenchDetectionCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    return signals ? labelled() : experimented();
  }

  private int labelled() throws IOException {
    if (data == null || !Files.isDirectory(data)) {
      throw new IOException("expected recorded data in --data DIR or LEEWAY_DATA, came " + data);
    }
    LabelledQuality quality = LabelledQuality.measure(data);
    quality.lines().forEach(out::println);
    write(quality.json());
    return 0;
  }

  private int experimented() throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (Experiment experiment : experiments()) {
      Outcome outcome = experiment.run();
      out.println(DetectionReport.text(outcome));
      outcomes.add(outcome);
    }
    DetectionReport report = new DetectionReport(outcomes);
    write(report.json());
    if (markdown != null) {
      MarkdownBlock.replace(markdown, report.markdown());
    }
    return report.holds() ? 0 : 1;
  }

  private void write(ObjectNode report) throws IOException {
    if (json != null) {
      Files.writeString(json, report.toPrettyString() + "\n");
    }
  }

  private List<Experiment> experiments() throws IOException {
    List<Experiment> experiments =
        new ArrayList<>(
            List.of(
                new RunLengths(300, 400_000),
                new ManySlices(4, 3_000, 2_000),
                new OverDispersion(300, 60_000)));
    RecordedSets recorded = new RecordedSets(Optional.ofNullable(data), out);
    experiments.addAll(recorded.clients());
    experiments.addAll(recorded.series());
    experiments.add(new MergedParts(40));
    experiments.add(new StateCost(2_000_000));
    return experiments;
  }
}
