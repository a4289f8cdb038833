package dev.leeway.standalone.detection.labelled;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.signals.grounding.CallEnd;
import dev.leeway.signals.grounding.EvidenceRole;
import dev.leeway.signals.grounding.GroundingLimits;
import dev.leeway.signals.grounding.GroundingReader;
import dev.leeway.signals.grounding.RunGrounding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A recorded run of a tool-using agent with its outcome: tau-bench's format, which AgentRx shares.
 *
 * @param failedResults tool results that say that they are errors
 * @param repeats calls with the same tool and arguments as one before
 */
record Trajectory(long taskId, boolean failed, List<Turn> turns, int failedResults, int repeats) {

  /**
   * One message, or one tool call.
   *
   * @param role {@code call} for a tool call, whose arguments are the text
   */
  record Turn(String role, String tool, String text) {}

  static List<Trajectory> read(Path file) throws IOException {
    List<Trajectory> runs = new ArrayList<>();
    for (JsonNode run : Recordings.tree(file)) {
      runs.add(of(run));
    }
    return runs;
  }

  private static Trajectory of(JsonNode run) {
    List<Turn> turns = new ArrayList<>();
    Set<String> calls = new HashSet<>();
    int repeats = 0;
    int failedResults = 0;
    for (JsonNode message : run.path("traj")) {
      String role = message.path("role").asText();
      String text = message.path("content").isTextual() ? message.path("content").asText() : "";
      if (message.path("tool_calls").isEmpty()) {
        turns.add(new Turn(role, "", text));
        failedResults += role.equals("tool") && text.startsWith("Error") ? 1 : 0;
      }
      for (JsonNode call : message.path("tool_calls")) {
        String tool = call.at("/function/name").asText();
        String arguments = call.at("/function/arguments").asText();
        turns.add(new Turn("call", tool, arguments));
        repeats += calls.add(tool + arguments.replaceAll("\\s", "")) ? 0 : 1;
      }
    }
    return new Trajectory(
        run.path("task_id").asLong(),
        run.path("reward").asDouble() < 1,
        turns,
        failedResults,
        repeats);
  }

  /** What is kept of it; the n-th turn is span n at second n. */
  RunGrounding grounding(GroundingReader reader) {
    RunGrounding run = new RunGrounding(GroundingLimits.ofJob());
    for (int i = 0; i < turns.size(); i++) {
      Turn turn = turns.get(i);
      long at = i + 1L;
      switch (turn.role) {
        case "system" -> reader.evidence(run, EvidenceRole.SYSTEM, at, at, turn.text);
        case "user" -> reader.evidence(run, EvidenceRole.USER, at, at, turn.text);
        case "tool" -> reader.evidence(run, EvidenceRole.TOOL_RESULT, at, at, turn.text);
        case "call" -> reader.toolCall(run, at, at, turn.tool, turn.text, endOf(i));
        case "assistant" -> reader.answer(run, at, at, turn.text);
        default -> {}
      }
    }
    return run;
  }

  /** A call is followed by what the tool gave back. */
  private CallEnd endOf(int call) {
    for (Turn turn : turns.subList(call + 1, turns.size())) {
      if (turn.role.equals("tool")) {
        return CallEnd.of(turn.text);
      }
    }
    return CallEnd.PROPOSED;
  }

  Trajectory with(int turn, String text) {
    List<Turn> changed = new ArrayList<>(turns);
    changed.set(turn, new Turn(turns.get(turn).role, turns.get(turn).tool, text));
    return new Trajectory(taskId, failed, changed, failedResults, repeats);
  }
}
