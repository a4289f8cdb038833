package dev.leeway.standalone.running;

import dev.leeway.standalone.config.LeewayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The rules that a demo holds under where nobody wrote any: a file in its home, to be changed. */
public final class DemoRules {
  private static final String TEXT =
      """
      # The simulated fleet does a run every few minutes for days, and a dozen a minute from three hours
      # before its start on: a surge that nobody needs to hear of.
      rates: {watch: off}
      """;

  private DemoRules() {}

  public static void writeUnlessThereAreSome(LeewayConfig config) throws IOException {
    Path file = config.home().resolve("rules.yaml");
    if (config.rulesFile().isEmpty() && !Files.exists(file)) {
      Files.createDirectories(config.home());
      Files.writeString(file, TEXT);
    }
  }
}
