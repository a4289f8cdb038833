package dev.leeway.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The recorded data that tests may use where the setting {@code LEEWAY_DATA} names its folder. */
public final class RecordedData {
  private RecordedData() {}

  /**
   * The folder or file of that name; skips the calling test, with the reason, where it is absent.
   */
  public static Path require(String name) {
    String root = System.getenv("LEEWAY_DATA");
    Assumptions.assumeTrue(
        root != null && !root.isEmpty(), "LEEWAY_DATA is not set: no recorded data for " + name);
    Path path = Path.of(root).resolve(name);
    Assumptions.assumeTrue(Files.exists(path), () -> "LEEWAY_DATA has no " + name);
    return path;
  }
}
