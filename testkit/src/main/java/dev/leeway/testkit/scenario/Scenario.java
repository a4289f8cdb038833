package dev.leeway.testkit.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One folder of {@code testkit/scenarios}. Its traffic is to end with a run that comes so much
 * later that the agent's clock passes all that the scenario is about: time belongs to the agent, as
 * it does to the owner of metrics.
 *
 * @param name the folder's
 */
public record Scenario(String name, Path folder, Expected expected) {
  private static final String FOLDER = "scenarios";

  /** All scenarios, by name. */
  public static List<Scenario> all() {
    try (Stream<Path> folders = Files.list(home())) {
      return folders.filter(Files::isDirectory).sorted().map(Scenario::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An OTLP ExportTraceServiceRequest in JSON. */
  public byte[] spans() {
    return bytes("spans.otlp.json");
  }

  /** An OTLP ExportMetricsServiceRequest in JSON, where the story has metrics. */
  public Optional<byte[]> metrics() {
    String file = "metrics.otlp.json";
    return Files.exists(folder.resolve(file)) ? Optional.of(bytes(file)) : Optional.empty();
  }

  /** As text, in the format of {@code rules.yaml}; one comment for the defaults. */
  public String rules() {
    return new String(bytes("rules.yaml"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return name;
  }

  private byte[] bytes(String file) {
    try {
      return Files.readAllBytes(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Scenario read(Path folder) {
    try {
      return new Scenario(
          folder.getFileName().toString(),
          folder,
          Expected.parse(Files.readString(folder.resolve("expected.yaml"))));
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "scenario " + folder.getFileName() + ": " + e.getMessage(), e);
    }
  }

  /** Tests run in a module's folder, or in the one above all modules. */
  private static Path home() {
    Path here = Path.of("").toAbsolutePath();
    for (Path at = here; at != null; at = at.getParent()) {
      Path found = at.resolve("testkit").resolve(FOLDER);
      if (Files.isDirectory(found)) {
        return found;
      }
    }
    throw new IllegalStateException("there is no testkit/scenarios above " + here);
  }
}
