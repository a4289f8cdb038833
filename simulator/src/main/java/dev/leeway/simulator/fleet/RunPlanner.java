package dev.leeway.simulator.fleet;

import dev.leeway.signals.event.Hashes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws what one run of an agent does, healthy or with the failures that are on at its start. The
 * same seed, agent, ordinal and start give the same run, to the last id.
 */
final class RunPlanner {
  private static final int TURNS_MAX = 12;
  private static final int LOOP_CALLS = 40;
  private static final long LOOP_STEP_NANOS = 1_200_000_000L;
  private static final double STALE_DAYS = 3;
  private static final long REBUILD_SECONDS = 1_200;
  private static final long MAX_STALENESS_SECONDS = 7_200;

  private final FailureScript failures;
  private final long seed;

  RunPlanner(FailureScript failures, long seed) {
    this.failures = failures;
    this.seed = seed;
  }

  PlannedRun plan(AgentProfile agent, long ordinal, Instant start) {
    String identity = String.join("\0", "fleet", Long.toString(seed), agent.name(), ordinal + "");
    return new Planning(agent, identity, start).run();
  }

  /** One run while it is being drawn. */
  private final class Planning {
    private final AgentProfile agent;
    private final String identity;
    private final Instant start;
    private final Draw draw;
    private final Messages messages = new Messages();
    private final List<PlannedSpan> spans = new ArrayList<>();
    private long at;
    private double inputTokens;

    Planning(AgentProfile agent, String identity, Instant start) {
      this.agent = agent;
      this.identity = identity;
      this.start = start;
      this.draw = new Draw(new SplittableRandom(Hashes.hash64(identity)));
      this.at = start.getEpochSecond() * 1_000_000_000L + start.getNano();
    }

    PlannedRun run() {
      long begin = at;
      messages.user(draw.oneOf(agent.questions()));
      inputTokens =
          draw.logNormal(agent.inputTokensMedian(), agent.inputSigma())
              * (on(Failure.HARDER_INPUTS) ? 2 : 1);
      at += millis(5);
      if (!agent.dataSource().isEmpty()) {
        retrieve();
      }
      String error = on(Failure.LOOP) ? loop() : turns();
      AttributesBuilder root =
          Attributes.builder()
              .put(GenAi.OPERATION, "invoke_agent")
              .put(GenAi.AGENT_NAME, agent.name())
              .put(GenAi.AGENT_VERSION, agent.version())
              .put(GenAi.CONVERSATION, "c-" + Long.toHexString(Hashes.hash64(identity)));
      if (!error.isEmpty()) {
        root.put(GenAi.ERROR_TYPE, error);
      }
      return new PlannedRun(agent, identity, begin, at + millis(4), root.build(), error, spans);
    }

    private boolean on(Failure failure) {
      return failures.active(failure, agent.name(), start);
    }

    private String turns() {
      int tools = Math.min(TURNS_MAX, draw.poisson(agent.turnsMean()));
      for (int turn = 0; turn < tools; turn++) {
        Tool tool = draw.oneOf(agent.tools());
        String callId = "call_" + turn;
        String arguments = "{\"" + tool.argument() + "\":\"" + draw.oneOf(tool.values()) + "\"}";
        messages.toolCall(tool.name(), callId, arguments);
        String error = chat("tool_call");
        if (!error.isEmpty()) {
          return error;
        }
        call(tool, callId, arguments, "{\"ok\":true,\"n\":" + draw.below(1000) + "}");
      }
      messages.assistant("Here is what I found: " + draw.below(900) + " matches.");
      return chat("stop");
    }

    /** The same call with the same arguments and the same result, again and again. */
    private String loop() {
      Tool tool = agent.tools().get(Math.min(1, agent.tools().size() - 1));
      String arguments = "{\"" + tool.argument() + "\":\"" + tool.values().getFirst() + "\"}";
      for (int turn = 0; turn < LOOP_CALLS; turn++) {
        String callId = "call_" + turn;
        messages.toolCall(tool.name(), callId, arguments);
        String error = chat("tool_call");
        if (!error.isEmpty()) {
          return error;
        }
        call(tool, callId, arguments, "{\"ok\":true}");
        at += LOOP_STEP_NANOS;
      }
      return "max_steps";
    }

    private void retrieve() {
      long begin = at;
      at += millis(draw.logNormal(45, 0.4));
      double days = on(Failure.STALE_SOURCE) ? STALE_DAYS : 0;
      // The index is built anew every 20 minutes from what had happened until a minute before.
      long built = start.getEpochSecond() / REBUILD_SECONDS * REBUILD_SECONDS;
      Instant loadedAt = Instant.ofEpochSecond(built);
      Instant asOf = loadedAt.minusSeconds(60 + Math.round(days * 86_400));
      add(
          "retrieval " + agent.dataSource(),
          SpanKind.CLIENT,
          begin,
          Attributes.builder()
              .put(GenAi.OPERATION, "retrieval")
              .put(GenAi.DATA_SOURCE, agent.dataSource())
              .put(GenAi.RETRIEVAL_TOP_K, 5L)
              .put(GenAi.DATA_TYPE, "vector_index")
              .put(GenAi.DATA_AS_OF, asOf.toString())
              .put(GenAi.DATA_LOADED_AT, loadedAt.toString())
              .put(GenAi.DATA_MAX_STALENESS, MAX_STALENESS_SECONDS),
          "");
    }

    private void call(Tool tool, String callId, String arguments, String result) {
      long begin = at;
      at += millis(draw.logNormal(tool.medianMillis(), 0.5));
      boolean failed = draw.chance(0.01);
      AttributesBuilder attributes =
          Attributes.builder()
              .put(GenAi.OPERATION, "execute_tool")
              .put(GenAi.TOOL_NAME, tool.name())
              .put(GenAi.TOOL_CALL_ID, callId)
              .put(GenAi.TOOL_ARGUMENTS, arguments)
              .put(GenAi.TOOL_RESULT, failed ? "connection reset" : result);
      if (failed) {
        attributes.put(GenAi.ERROR_TYPE, "IOException");
      }
      add(
          "execute_tool " + tool.name(),
          SpanKind.INTERNAL,
          begin,
          attributes,
          failed ? "connection reset" : "");
      messages.toolResult(callId, failed ? "connection reset" : result);
      inputTokens += 60;
    }

    /** One logical model call; returns its error type, empty when it answered. */
    private String chat(String finishReason) {
      long begin = at;
      boolean storm = on(Failure.RETRY_STORM);
      boolean outage = on(Failure.OUTAGE);
      boolean changed = on(Failure.MODEL_CHANGE);
      int attempts = storm ? 3 + draw.below(3) : draw.chance(agent.retryShare()) ? 2 : 1;
      boolean failed = outage || draw.chance(storm ? 0.35 : agent.errorShare());
      double output = draw.logNormal(agent.outputTokensMedian() * (changed ? 1.9 : 1), 0.5);
      double ttft = draw.logNormal(220 + inputTokens * 0.03, 0.3) * (changed ? 1.6 : 1);
      double answer = failed ? 0 : output * draw.logNormal(agent.millisPerToken(), 0.2);
      at += millis((attempts - 1) * draw.logNormal(900, 0.4) + ttft + answer);
      AttributesBuilder attributes =
          Attributes.builder()
              .put(GenAi.OPERATION, "chat")
              .put(GenAi.PROVIDER, agent.provider())
              .put(GenAi.REQUEST_MODEL, agent.model())
              .put(GenAi.SYSTEM_INSTRUCTIONS, Messages.systemInstructions(agent.system()))
              .put(GenAi.INPUT_MESSAGES, messages.json());
      if (attempts > 1) {
        attributes.put(GenAi.RESEND_COUNT, (long) attempts - 1);
      }
      String error = "";
      if (failed) {
        error = outage ? "503" : draw.chance(0.5) ? "429" : "timeout";
        attributes.put(GenAi.ERROR_TYPE, error);
        if (!error.equals("timeout")) {
          attributes.put(GenAi.HTTP_STATUS, Long.parseLong(error));
        }
      } else {
        attributes
            .put(GenAi.RESPONSE_MODEL, agent.model() + (changed ? "-2026-11-20" : ""))
            .put(GenAi.FINISH_REASONS, List.of(finishReason))
            .put(GenAi.INPUT_TOKENS, Math.max(1, Math.round(inputTokens)))
            .put(GenAi.OUTPUT_TOKENS, Math.max(1, Math.round(output)))
            .put(GenAi.TIME_TO_FIRST_CHUNK, ttft / 1000)
            .put(GenAi.OUTPUT_MESSAGES, messages.lastAsJson());
      }
      add("chat " + agent.model(), SpanKind.CLIENT, begin, attributes, error);
      inputTokens += failed ? 0 : output;
      return error;
    }

    private void add(
        String name, SpanKind kind, long begin, AttributesBuilder attributes, String error) {
      spans.add(new PlannedSpan(name, kind, begin, at, attributes.build(), error));
      at += millis(2);
    }

    private static long millis(double millis) {
      return Math.round(millis * 1e6);
    }
  }
}
