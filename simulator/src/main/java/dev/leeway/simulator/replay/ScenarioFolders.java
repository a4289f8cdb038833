package dev.leeway.simulator.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds scenarios by their names. */
record ScenarioFolders(Path home) {

  /** The folder of a scenario; of an unknown one the error names all that there are. */
  Path named(String name) throws IOException {
    List<String> names = names();
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "expected the name of a scenario in %s (%s), came '%s'"
              .formatted(home, names.isEmpty() ? "it has none" : String.join(", ", names), name));
    }
    return home.resolve(name);
  }

  /** The rules that a scenario holds under, unless they are the defaults. */
  Optional<Path> ownRules(String name) throws IOException {
    Path rules = named(name).resolve("rules.yaml");
    if (!Files.exists(rules)) {
      return Optional.empty();
    }
    boolean defaults =
        Files.readAllLines(rules).stream()
            .allMatch(line -> line.isBlank() || line.stripLeading().startsWith("#"));
    return defaults ? Optional.empty() : Optional.of(rules);
  }

  private List<String> names() throws IOException {
    if (!Files.isDirectory(home)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(home)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> String.valueOf(folder.getFileName()))
          .sorted()
          .toList();
    }
  }
}
