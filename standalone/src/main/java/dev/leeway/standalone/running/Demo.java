package dev.leeway.standalone.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.simulator.fleet.FailureScript;
import dev.leeway.simulator.fleet.Fleet;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulated fleet beside a running Leeway: history once per home, then live traffic.
 *
 * <p>When the history ends is kept in the home, so that a demo started again after a kill writes
 * the same history again, which adds nothing, and one started after a clean end doesn't.
 */
public final class Demo implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SEED = 20_260_301L;

  private final Path file;
  private final InstantSource clock;
  private final PrintStream out;
  private final FailureScript script;
  private final Fleet fleet;
  private final Instant anchor;
  private final Thread thread;
  private int tenthTold;

  private Demo(Path home, Addresses addresses, InstantSource clock, PrintStream out)
      throws IOException {
    this.file = home.resolve("demo.json");
    this.clock = clock;
    this.out = out;
    this.anchor = anchor();
    this.script = new FailureScript(DemoScript.historyOf(anchor));
    this.fleet = new Fleet(addresses.otlpGrpc(), script, SEED, clock);
    this.thread = Thread.ofPlatform().name("demo-fleet").daemon().unstarted(this::run);
  }

  public static Demo start(Path home, Addresses addresses, InstantSource clock, PrintStream out)
      throws IOException {
    Demo demo = new Demo(home, addresses, clock, out);
    demo.thread.start();
    return demo;
  }

  private Instant anchor() throws IOException {
    if (Files.exists(file)) {
      return Instant.parse(JSON.readTree(file.toFile()).path("anchor").asText());
    }
    Instant now = clock.instant();
    remember(now, false);
    return now;
  }

  private boolean written() throws IOException {
    JsonNode demo = JSON.readTree(file.toFile());
    return demo.path("written").asBoolean();
  }

  private void remember(Instant end, boolean written) throws IOException {
    Files.writeString(
        file,
        JSON.createObjectNode()
            .put("anchor", end.toString())
            .put("written", written)
            .toPrettyString());
  }

  private void run() {
    try {
      if (!written()) {
        Instant begin = clock.instant();
        fleet.writeHistory(anchor, this::progress);
        remember(anchor, true);
        out.printf(
            "history written in %d s%n", Duration.between(begin, clock.instant()).toSeconds());
      }
      Instant liveFrom = clock.instant();
      DemoScript.addLive(script, liveFrom);
      fleet.playLive(anchor);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      LOG.error("the simulated fleet ended", e);
    }
  }

  private void progress(int runs, int all) {
    int tenth = (int) (10L * runs / Math.max(1, all));
    if (tenth > tenthTold) {
      tenthTold = tenth;
      out.printf("writing history: %,d of %,d runs%n", runs, all);
    }
  }

  @Override
  public void close() {
    fleet.close();
    thread.interrupt();
  }
}
