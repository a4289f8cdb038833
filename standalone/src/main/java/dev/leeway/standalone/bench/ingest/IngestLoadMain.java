package dev.leeway.standalone.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.simulator.load.BodyTemplate;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.InstantSource;
import java.util.List;

/**
 * The load generator as a process of its own, so that its work is not counted as the servers': an
 * order a line comes in, a result a line goes out. Ends with its input.
 */
public final class IngestLoadMain {
  private IngestLoadMain() {}

  public static void main(String[] arguments) throws Exception {
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      LoadOrder order = LoadOrder.of(line);
      List<BodyTemplate> bodies = order.door().bodies(order.workload());
      System.out.println(new IngestLoad(order, bodies, InstantSource.system()).run().line());
    }
  }
}
