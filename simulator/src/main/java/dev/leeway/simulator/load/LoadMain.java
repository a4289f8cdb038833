package dev.leeway.simulator.load;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The load generator as a process of its own, so that its work is not counted as the product's.
 * Arguments: endpoint, agent, spans a second, seconds, serial. Prints its report as one JSON line.
 */
public final class LoadMain {
  private LoadMain() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 5) {
      System.err.println("load: expected ENDPOINT AGENT SPANS_PER_SECOND SECONDS SERIAL");
      System.exit(2);
    }
    LoadReport report =
        new Load(
                URI.create(arguments[0]),
                arguments[1],
                Long.parseLong(arguments[4]),
                InstantSource.system())
            .run(
                Double.parseDouble(arguments[2]), Duration.ofSeconds(Long.parseLong(arguments[3])));
    System.out.printf(
        "{\"sent\": %d, \"accepted\": %d, \"refused\": %d, \"seconds\": %.3f, \"bodies\": %d,"
            + " \"body_bytes\": %d}%n",
        report.sent(),
        report.accepted(),
        report.refused(),
        report.seconds(),
        report.bodies(),
        report.bodyBytes());
  }
}
