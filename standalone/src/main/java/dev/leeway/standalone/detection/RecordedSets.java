package dev.leeway.standalone.detection;

import dev.leeway.simulator.replay.ServegenFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the recorded sets below a folder, and says of those that are not there that they are passed
 * over. The folder may be that of one set itself.
 */
final class RecordedSets {
  private final Optional<Path> data;
  private final PrintStream out;

  RecordedSets(Optional<Path> data, PrintStream out) {
    this.data = data;
    this.out = out;
  }

  /** Part C 4. */
  List<Experiment> clients() throws IOException {
    Optional<Path> folder = folder("servegen").filter(found -> holds(found, "_rates.csv"));
    if (folder.isEmpty()) {
      return skipped("4", "servegen/*_rates.csv(.xz)");
    }
    List<Experiment> experiments = new ArrayList<>();
    for (Path rates : ServegenFiles.ratesBelow(List.of(folder.get()))) {
      experiments.add(new NaturalDrift(rates, 800));
    }
    return experiments;
  }

  /** Part C 5, and change points. */
  List<Experiment> series() throws IOException {
    List<Experiment> experiments = new ArrayList<>();
    Optional<Path> nab = folder("nab").filter(NabCorpus::isIn);
    if (nab.isPresent()) {
      NabCorpus corpus = NabCorpus.read(nab.get());
      corpus.series().stream()
          .filter(series -> series.name().equals(TaxiWindows.NAME))
          .forEach(series -> experiments.add(new TaxiWindows(series)));
      experiments.add(new NabScores(corpus));
    } else {
      skipped("5", "nab/labels/combined_windows.json");
    }
    Optional<Path> tcpd = folder("tcpd").filter(TcpdSet::isIn);
    if (tcpd.isPresent()) {
      experiments.add(new ChangePoints(TcpdSet.read(tcpd.get())));
    } else {
      skipped("5", "tcpd/annotations.json with tcpd/datasets/*/*.json");
    }
    return experiments;
  }

  private Optional<Path> folder(String set) {
    return data.map(root -> Files.isDirectory(root.resolve(set)) ? root.resolve(set) : root);
  }

  private static boolean holds(Path folder, String name) {
    try (var files = Files.walk(folder, 2)) {
      return files.anyMatch(file -> String.valueOf(file.getFileName()).contains(name));
    } catch (IOException e) {
      return false;
    }
  }

  private List<Experiment> skipped(String part, String wanted) {
    out.printf(
        "C %s  skipped: expected %s below --data, came %s%n",
        part, wanted, data.map(Path::toString).orElse("no folder"));
    return List.of();
  }
}
