package dev.leeway.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.storage.StorageConfig;
import dev.leeway.storage.http.ClickHouseClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every process is killed with -9 while a replay runs: the engine, Leeway itself, the sender. What
 * is stored in the end is what an undisturbed Leeway stores of the same recording.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class KillIT {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int TRAJECTORIES = 3_000;

  /** The recording's 50 hours in 90 s, so that every kill finds it under way. */
  private static final String SLOW = "2000";

  /** What a user can count, and a sum over every value that was derived. */
  private static final List<String> TOTALS =
      List.of(
          """
          SELECT count(), uniqExact(trace_id, span_id), sum(duration_ns),
            groupBitXor(cityHash64(trace_id, span_id, agent_name, kind, status))
          FROM agent_events WHERE tenant_id = 'default'\
          """,
          """
          SELECT count(), sum(llm_calls), sum(tool_calls), countIf(outcome = 'OPEN'),
            groupBitXor(cityHash64(trace_id, run_id, outcome, start_time, duration_ns, attempts))
          FROM runs FINAL WHERE tenant_id = 'default'\
          """,
          """
          SELECT count(), sum(count),
            groupBitXor(cityHash64(
              signal, slice_id, window_seconds, window_start, count, sketch, categories))
          FROM signal_windows_merged
          WHERE tenant_id = 'default' AND signal NOT IN
            ('telemetry.late', 'answer.self_consistency', 'answer.diversity')\
          """,
          "SELECT count() FROM dead_letters",
          "SELECT uniqExact(hash) FROM agent_content");

  @TempDir static Path folder;
  private static Path recording;
  private static Instant lastEvent;
  private static int spans;

  @BeforeAll
  static void record() throws IOException {
    recording = folder.resolve("trajectories.jsonl");
    lastEvent = CLOCK.instant();
    SplittableRandom random = new SplittableRandom(7);
    ObjectMapper json = new ObjectMapper();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < TRAJECTORIES; i++) {
      lines.append(trajectory(json, random, i)).append('\n');
    }
    Files.writeString(recording, lines);
  }

  private static ObjectNode trajectory(ObjectMapper json, SplittableRandom random, int task) {
    ObjectNode trajectory = json.createObjectNode().put("task_id", task);
    ArrayNode messages = trajectory.putArray("traj");
    messages.addObject().put("role", "user").put("content", "Where is order " + task + "?");
    int calls = 1 + random.nextInt(12);
    // The agent's own, one for each tool call, one for each answer of the model.
    spans += 1 + calls + calls + 1;
    for (int call = 0; call < calls; call++) {
      ObjectNode assistant = messages.addObject().put("role", "assistant");
      ObjectNode tool = assistant.putArray("tool_calls").addObject().put("id", "call-" + call);
      tool.putObject("function")
          .put("name", call % 3 == 0 ? "find_order" : "track_parcel")
          .put("arguments", "{\"id\": " + random.nextInt(1_000) + "}");
      messages
          .addObject()
          .put("role", "tool")
          .put("tool_call_id", "call-" + call)
          .put("content", random.nextInt(9) == 0 ? "Error: no such order" : "on its way");
    }
    messages.addObject().put("role", "assistant").put("content", "It is on its way.");
    return trajectory;
  }

  @Test
  void noKillChangesWhatIsStoredInTheEnd() throws Exception {
    List<String> undisturbed = undisturbed();
    assertThat(undisturbed.getFirst()).startsWith(spans + "\t" + spans);
    assertThat(killedOnTheWay()).isEqualTo(undisturbed);
  }

  private static List<String> undisturbed() throws Exception {
    Path home = Files.createDirectory(folder.resolve("undisturbed"));
    try (LeewayProcess leeway = LeewayProcess.up(home, CLOCK)) {
      replayToItsEnd(leeway, home);
      return settledTotals(leeway, home);
    }
  }

  private static List<String> killedOnTheWay() throws Exception {
    Path home = Files.createDirectory(folder.resolve("killed"));
    LeewayProcess leeway = LeewayProcess.up(home, CLOCK);
    Process replay = null;
    try {
      replay = replay(leeway, home, SLOW);
      long stored = awaitEvents(leeway, 1);
      ProcessHandle engine = ProcessHandle.of(leeway.metrics().enginePid()).orElseThrow();
      engine.destroyForcibly();
      engine.onExit().join();
      stored = awaitEvents(leeway, stored + 1);

      leeway.kill();
      assertThat(replay.isAlive()).as("the replay outlasts what it sends to").isTrue();
      leeway = leeway.upAgain(CLOCK);
      awaitEvents(leeway, stored + 1);

      assertThat(replay.isAlive()).as("the replay is killed on its way").isTrue();
      replay.destroyForcibly().waitFor();
      replayToItsEnd(leeway, home);
      return settledTotals(leeway, home);
    } finally {
      if (replay != null) {
        replay.destroyForcibly();
      }
      leeway.close();
    }
  }

  private static Process replay(LeewayProcess leeway, Path home, String speed) throws IOException {
    return leeway.command(
        List.of(
            "replay",
            "--format",
            "chat",
            recording.toString(),
            "--agent",
            "parcel-desk",
            "--speed",
            speed,
            "--shift-to",
            lastEvent.toString()),
        home.resolve("replay.log"));
  }

  private static void replayToItsEnd(LeewayProcess leeway, Path home) throws Exception {
    assertThat(replay(leeway, home, "max").waitFor())
        .as(() -> textOf(home.resolve("replay.log")))
        .isZero();
  }

  private static String textOf(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Returns how many are stored once that many are; asks on while the engine is away. */
  private static long awaitEvents(LeewayProcess leeway, long atLeast) {
    String sql = "SELECT count() FROM agent_events WHERE tenant_id = 'default'";
    try (ClickHouseClient clickHouse = clickHouse(leeway)) {
      return await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .ignoreExceptions()
          .until(() -> Long.parseLong(text(clickHouse, sql)), count -> count >= atLeast);
    }
  }

  private static List<String> settledTotals(LeewayProcess leeway, Path home) throws Exception {
    Path told = home.resolve("status.log");
    Process status = leeway.command(List.of("status", "--settled", "--timeout", "240"), told);
    assertThat(status.waitFor()).as(() -> textOf(told)).isZero();
    try (ClickHouseClient clickHouse = clickHouse(leeway)) {
      return TOTALS.stream().map(sql -> text(clickHouse, sql)).toList();
    }
  }

  private static ClickHouseClient clickHouse(LeewayProcess leeway) {
    return new ClickHouseClient(
        StorageConfig.defaults().withUri(leeway.running().addresses().clickHouse()));
  }

  private static String text(ClickHouseClient clickHouse, String sql) {
    return new String(clickHouse.query(sql + " FORMAT TSV"), StandardCharsets.UTF_8).strip();
  }
}
