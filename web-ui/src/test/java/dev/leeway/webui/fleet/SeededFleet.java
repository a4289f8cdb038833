package dev.leeway.webui.fleet;

import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingIds;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunOutcome;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowFold;
import dev.leeway.signals.window.WindowPartial;
import dev.leeway.storage.StorageConfig;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.row.AgentEventRows;
import dev.leeway.storage.row.ContentRow;
import dev.leeway.storage.row.ContentRows;
import dev.leeway.storage.row.DetailRows;
import dev.leeway.storage.row.FindingRows;
import dev.leeway.storage.row.RowEncoder;
import dev.leeway.storage.row.RunRow;
import dev.leeway.storage.row.RunRows;
import dev.leeway.storage.row.SeenDeploymentRows;
import dev.leeway.storage.row.SourceRows;
import dev.leeway.storage.row.StatusRows;
import dev.leeway.storage.schema.Migrations;
import dev.leeway.storage.schema.RetentionConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Fills a database with eight days of a fleet, all from one seed: an agent whose inputs became
 * harder 20 minutes ago, one with two versions, one that loops, one that still learns and one that
 * fell silent; and the model servers behind them.
 */
public final class SeededFleet {
  public static final String DRIFTING = "shop-assistant";
  public static final String STEADY = "support-triage";
  public static final String LOOPING = "coding-helper";
  public static final String LEARNING = "document-analyst";
  public static final String SILENT = "nightly-report";

  private static final long SEED = 20_261_122;
  private static final Duration DENSE = Duration.ofHours(3);
  private static final Duration SHIFT = Duration.ofMinutes(20);

  private final Instant now;
  private final ClickHouseClient client;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final SignalCatalogue catalogue = SignalCatalogue.standard();
  private final WindowFold fold = new WindowFold(catalogue.foldSettings());
  private final List<Run> runs = new ArrayList<>();
  private final List<WindowPartial> partials = new ArrayList<>();

  private SeededFleet(Instant now, ClickHouseClient client) {
    this.now = now;
    this.client = client;
  }

  /** Makes the schema and writes all; {@code now} is the last run's time. Returns the findings. */
  public static List<Finding> write(StorageConfig storage, Instant now) {
    try (ClickHouseClient client = new ClickHouseClient(storage)) {
      Migrations.apply(client, RetentionConfig.defaults());
      return new SeededFleet(now, client).write();
    }
  }

  private List<Finding> write() {
    SeededSources.answersUntil(now).forEach(fold::add);
    Instant dense = now.minus(DENSE);
    Instant shift = now.minus(SHIFT);
    SeededAgent shop = new SeededAgent(DRIFTING, "v41", 1_450, 2_600, 0.021, 0);
    draw(shop, now.minus(Duration.ofDays(8)), dense, Duration.ofMinutes(4));
    draw(shop, dense, shift, Duration.ofSeconds(6));
    draw(shop.withTokens(3_300), shift, now, Duration.ofSeconds(6));
    SeededAgent triage = new SeededAgent(STEADY, "2026.11.1", 620, 900, 0.035, 0);
    draw(triage, now.minus(Duration.ofDays(8)), dense, Duration.ofMinutes(4));
    draw(triage, dense, now, Duration.ofSeconds(16));
    draw(
        triage.withVersion("2026.11.2"),
        now.minus(Duration.ofMinutes(95)),
        now,
        Duration.ofSeconds(12));
    SeededAgent coding = new SeededAgent(LOOPING, "0.9.3", 6_800, 14_000, 0.05, 0.01);
    draw(coding, now.minus(Duration.ofDays(8)), dense, Duration.ofMinutes(5));
    draw(coding, dense, now, Duration.ofSeconds(20));
    SeededAgent documents = new SeededAgent(LEARNING, "1.0.0", 11_000, 8_500, 0.012, 0);
    draw(documents, now.minus(Duration.ofHours(26)), now, Duration.ofMinutes(3));
    SeededAgent nightly = new SeededAgent(SILENT, "7", 2_300, 5_000, 0.01, 0);
    draw(
        nightly,
        now.minus(Duration.ofDays(7)),
        now.minus(Duration.ofMinutes(75)),
        Duration.ofSeconds(100));
    Slice everyone = Slice.ofAgent("default", "production", DRIFTING);
    SeededServing.until(now, fold::add);
    writeSpans();
    writeRuns();
    writeWindows();
    insert(new SourceRows(), SeededSources.until(now));
    List<Finding> findings = findings(everyone);
    insert(new FindingRows(), findings);
    Finding drift = findings.getFirst();
    Slice learning = Slice.ofAgent("default", "production", LEARNING);
    insert(new StatusRows(), SeededDrift.statuses(drift, learning, now.toEpochMilli()));
    insert(new DetailRows(), List.of(SeededDrift.detail(drift)));
    insert(new SeenDeploymentRows(), List.of(SeededDrift.deployment(drift)));
    return findings;
  }

  private void draw(SeededAgent agent, Instant from, Instant to, Duration every) {
    double at = from.toEpochMilli();
    while (at < to.toEpochMilli()) {
      Run run = agent.run((long) at, random);
      if (run.endMillis() < now.toEpochMilli()) {
        take(run);
      }
      at += -Math.log(1 - random.nextDouble()) * every.toMillis();
    }
  }

  private void take(Run run) {
    runs.add(run);
    catalogue.observationOf(run).ifPresent(fold::add);
    if (fold.full()) {
      partials.addAll(fold.drain());
    }
  }

  private void writeSpans() {
    List<AgentEvent> spans = new ArrayList<>();
    List<ContentRow> contents = new ArrayList<>();
    for (Run run : runs) {
      if (run.startNanos() / 1_000_000 >= now.minus(DENSE).toEpochMilli()) {
        SeededSpans of = new SeededSpans(run, random);
        spans.addAll(of.spans());
        for (Content content : of.contents()) {
          contents.add(new ContentRow("default", content, run.endMillis()));
        }
      }
    }
    for (AgentEvent span : spans) {
      catalogue.observationOf(span).ifPresent(fold::add);
      if (fold.full()) {
        partials.addAll(fold.drain());
      }
    }
    insert(new AgentEventRows(), spans);
    insert(new ContentRows(), contents);
  }

  private void writeRuns() {
    insert(new RunRows(), runs.stream().map(run -> new RunRow(run, run.endMillis())).toList());
  }

  private void writeWindows() {
    partials.addAll(fold.drain());
    SeededRows.insertWindows(client, partials, now);
  }

  private List<Finding> findings(Slice shop) {
    Slice coding = Slice.ofAgent("default", "production", LOOPING);
    return List.of(
        finding(
            shop,
            "drift.distribution",
            "complexity.input_tokens",
            Severity.CRITICAL,
            FindingState.OPEN,
            Duration.ofMinutes(20),
            Duration.ZERO,
            false,
            0.92,
            "Input tokens drifted: median 1,480 → 3,310 since deploy v42 (PSI 0.92; n = 187, m ="
                + " 1,612).",
            Map.ofEntries(
                Map.entry("log_e", 41.7),
                Map.entry("log_e_limit", 12.9),
                Map.entry("e_processes", 212.0),
                Map.entry("psi", 0.93),
                Map.entry("psi_debiased", 0.92),
                Map.entry("total_variation", 0.46),
                Map.entry("psi_low", 0.71),
                Map.entry("psi_high", 1.17),
                Map.entry("effect_within_routes", 0.9),
                Map.entry("effect_of_route_mix", 0.01),
                Map.entry("frozen_distance", 0.87),
                Map.entry("n", 187.0),
                Map.entry("m", 1612.0),
                Map.entry("phi", 1.8),
                Map.entry("gate_limit", 0.1),
                Map.entry("false_alarms_per_week", 1.0)),
            run -> run.source().agentName().equals(DRIFTING) && run.inputTokens() > 5_000),
        finding(
            coding,
            "rule.loop",
            "loop.repeat",
            Severity.WARNING,
            FindingState.OPEN,
            Duration.ofMinutes(9),
            Duration.ZERO,
            false,
            17,
            "The same tool was called 17 times with the same arguments in one run (limit 5).",
            Map.of("hits", 3.0, "repeats", 17.0),
            run -> run.outcome() == RunOutcome.LOOPED),
        finding(
            coding.with("version", "0.9.3"),
            "drift.distribution",
            "run.duration",
            Severity.WARNING,
            FindingState.CLOSED,
            Duration.ofMinutes(160),
            Duration.ofMinutes(45),
            false,
            0.21,
            "Run duration drifted: p95 31 s → 54 s (PSI 0.21; n = 320, m = 2,004).",
            Map.of("log_e", 14.2, "log_e_limit", 12.9, "n", 320.0, "m", 2004.0),
            run -> run.source().agentName().equals(LOOPING)),
        finding(
            shop,
            "drift.rate",
            "run.outcome",
            Severity.WARNING,
            FindingState.CLOSED,
            Duration.ofDays(5),
            Duration.ofHours(2),
            true,
            0.6,
            "Runs without success rose from 2.1 % to 3.8 % (n = 410, m = 2,210).",
            Map.of("rate", 0.038, "rate_baseline", 0.021, "n", 410.0, "m", 2210.0),
            run -> false),
        finding(
            Slice.ofAgent("default", "production", Dimensions.ALL)
                .with(Dimensions.PROVIDER, "openai"),
            "rule.provider",
            "provider.latency",
            Severity.WARNING,
            FindingState.OPEN,
            Duration.ofMinutes(4),
            Duration.ZERO,
            false,
            2.4,
            "openai takes 2.4 times as long: median 2,140 ms of 118 calls in 5 min, from 892 ms;"
                + " them: 3 of the 3 agents that use it are hit",
            Map.of("agents_hit", 3.0, "agents_seen", 3.0, "n", 118.0, "m", 1402.0),
            run -> run.source().agentName().equals(STEADY)));
  }

  private Finding finding(
      Slice slice,
      String detector,
      String signal,
      Severity severity,
      FindingState state,
      Duration ago,
      Duration lasted,
      boolean history,
      double effect,
      String text,
      Map<String, Double> evidence,
      Predicate<Run> example) {
    long onset = now.minus(ago).toEpochMilli();
    long closed = state == FindingState.CLOSED ? onset + lasted.toMillis() : 0;
    long updated = state == FindingState.CLOSED ? closed : now.minusSeconds(70).toEpochMilli();
    List<String> examples =
        runs.reversed().stream()
            .filter(example)
            .limit(3)
            .map(run -> run.traceId().toString())
            .toList();
    return new Finding(
        FindingIds.of(slice, detector, signal, onset),
        3,
        detector,
        signal,
        slice,
        severity,
        state,
        history,
        onset,
        onset + 600_000,
        updated,
        closed,
        effect,
        text,
        "",
        evidence,
        0.96875,
        examples);
  }

  private <T> void insert(RowEncoder<T> encoder, List<T> values) {
    SeededRows.insert(client, encoder, values);
  }
}
