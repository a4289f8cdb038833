package dev.leeway.webui.fleet;

import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.window.WindowFold;
import dev.leeway.signals.window.WindowPartial;
import dev.leeway.storage.StorageConfig;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.row.RunRow;
import dev.leeway.storage.row.RunRows;
import dev.leeway.storage.schema.Migrations;
import dev.leeway.storage.schema.RetentionConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Fills a database with agents that have two versions each, {@code v1} and {@code v2}, all from one
 * seed: one whose new version fails, one whose versions are alike, one whose new version is young,
 * one whose versions ran one after the other, and one whose new version gets more of the hard
 * route.
 */
public final class SeededVersions {
  public static final String FAILING = "checkout";
  public static final String ALIKE = "faq";
  public static final String YOUNG = "planner";
  public static final String APART = "translator";
  public static final String ROUTED = "concierge";
  public static final String ALONE = "greeter";

  private static final long SEED = 20_261_123;

  private final Instant now;
  private final ClickHouseClient client;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final SignalCatalogue catalogue = SignalCatalogue.standard();
  private final WindowFold fold = new WindowFold(catalogue.foldSettings());
  private final List<Run> runs = new ArrayList<>();
  private final List<WindowPartial> partials = new ArrayList<>();

  private SeededVersions(Instant now, ClickHouseClient client) {
    this.now = now;
    this.client = client;
  }

  /** Makes the schema and writes all; {@code now} is after the last run. */
  public static void write(StorageConfig storage, Instant now) {
    try (ClickHouseClient client = new ClickHouseClient(storage)) {
      Migrations.apply(client, RetentionConfig.defaults());
      new SeededVersions(now, client).write();
    }
  }

  private void write() {
    SeededAgent checkout = agent(FAILING, 0.03);
    draw(checkout, 360, 0, Duration.ofSeconds(15));
    draw(new SeededAgent(FAILING, "v2", 900, 1_200, 0.14, 0), 120, 0, Duration.ofSeconds(20));
    SeededAgent faq = agent(ALIKE, 0.02);
    draw(faq, 600, 0, Duration.ofSeconds(6));
    draw(faq.withVersion("v2"), 480, 0, Duration.ofSeconds(8));
    SeededAgent planner = agent(YOUNG, 0.02);
    draw(planner, 300, 0, Duration.ofSeconds(15));
    draw(planner.withVersion("v2"), 24, 0, Duration.ofSeconds(30));
    SeededAgent translator = agent(APART, 0.02);
    draw(translator, 400, 180, Duration.ofSeconds(15));
    draw(translator.withVersion("v2"), 120, 0, Duration.ofSeconds(15));
    SeededAgent easy = new SeededAgent(ROUTED, "v1", 700, 900, 0.02, 0, "/chat");
    SeededAgent hard = new SeededAgent(ROUTED, "v1", 2_800, 4_000, 0.2, 0, "/order");
    draw(easy, 240, 0, Duration.ofSeconds(8));
    draw(hard, 240, 0, Duration.ofSeconds(32));
    draw(easy.withVersion("v2"), 240, 0, Duration.ofSeconds(32));
    draw(hard.withVersion("v2"), 240, 0, Duration.ofSeconds(8));
    draw(agent(ALONE, 0.02), 120, 0, Duration.ofSeconds(15));
    partials.addAll(fold.drain());
    SeededRows.insert(
        client, new RunRows(), runs.stream().map(run -> new RunRow(run, run.endMillis())).toList());
    SeededRows.insertWindows(client, partials, now);
  }

  private static SeededAgent agent(String name, double failing) {
    return new SeededAgent(name, "v1", 900, 1_200, failing, 0);
  }

  private void draw(SeededAgent agent, int fromMinutesAgo, int toMinutesAgo, Duration every) {
    double at = now.minus(Duration.ofMinutes(fromMinutesAgo)).toEpochMilli();
    long end = now.minus(Duration.ofMinutes(toMinutesAgo)).toEpochMilli();
    while (at < end) {
      Run run = agent.run((long) at, random);
      if (run.endMillis() < end) {
        runs.add(run);
        catalogue.observationOf(run).ifPresent(fold::add);
      }
      if (fold.full()) {
        partials.addAll(fold.drain());
      }
      at += -Math.log(1 - random.nextDouble()) * every.toMillis();
    }
  }
}
