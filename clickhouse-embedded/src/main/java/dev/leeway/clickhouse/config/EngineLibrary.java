package dev.leeway.clickhouse.config;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where npm puts the engine's shared library, and the sentence to say where it is missing. */
public final class EngineLibrary {
  private static final String FOLDER = "clickhouse-embedded/engine";
  private static final String LIBRARY = "node_modules/@chdb/lib-linux-x64-gnu/libchdb.so";

  private EngineLibrary() {}

  /**
   * The library below the project's folder.
   *
   * @throws IllegalStateException with the command that installs it, where it is missing
   */
  public static Path under(Path root) {
    Path library = root.resolve(FOLDER).resolve(LIBRARY);
    if (!Files.isRegularFile(library)) {
      throw new IllegalStateException(
          "expected the ClickHouse engine at "
              + library
              + ", came nothing: install it with `npm ci --ignore-scripts` in "
              + root.resolve(FOLDER));
    }
    return library;
  }
}
