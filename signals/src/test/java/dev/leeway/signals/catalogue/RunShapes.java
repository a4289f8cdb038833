package dev.leeway.signals.catalogue;

import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.span;
import static dev.leeway.signals.event.SpanFixture.tool;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.SpanFixture;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.fact.TelemetryFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws runs as an instrumented agent sends them without payload: model call, its HTTP request, and
 * a tool call in turn. One tool call in twenty fails and is tried again.
 */
final class RunShapes {
  private static final String[] TOOLS = {
    "search_orders", "get_order", "get_user", "add_to_cart", "send_email", "lookup_policy", "refund"
  };

  private final SplittableRandom random;
  private long lastId;

  RunShapes(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Runs of that many spans each, their roots among them. */
  List<List<AgentEvent>> runs(int count, int spans) {
    List<List<AgentEvent>> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      runs.add(run(spans));
    }
    return runs;
  }

  private List<AgentEvent> run(int spans) {
    TraceId trace = new TraceId(random.nextLong(), random.nextLong());
    SpanFixture root = agent(++lastId).operation("POST /chat").in(trace);
    List<AgentEvent> events = new ArrayList<>();
    boolean again = false;
    long at = 5;
    String tool = "";
    while (events.size() < spans - 1) {
      long took = 300 + random.nextLong(1_500);
      switch (events.size() % 3) {
        case 0 ->
            events.add(
                llm(++lastId)
                    .under(root.event().spanId())
                    .at(at, at + took)
                    .tokens(500 + random.nextInt(4_000), 20 + random.nextInt(400))
                    .cost(random.nextInt(2_000) / 1e6)
                    .ttft((100L + random.nextInt(200)) * 1_000_000)
                    .served("gpt-5-mini-2025-08-07")
                    .response("resp-" + lastId)
                    .fact(TelemetryFacts.UNMAPPED, 2)
                    .in(trace)
                    .event());
        case 1 -> {
          AgentEvent call = events.getLast();
          long start = call.startMillis() - SpanFixture.START_MILLIS;
          long end = call.endMillis() - SpanFixture.START_MILLIS;
          events.add(
              span(++lastId, EventKind.HTTP)
                  .under(call.spanId())
                  .at(start + 1, end - 1)
                  .in(trace)
                  .event());
          at = end + 2;
        }
        default -> {
          tool = again ? tool : TOOLS[random.nextInt(TOOLS.length)];
          SpanFixture call =
              tool(++lastId, tool)
                  .tool(tool, random.nextLong(), random.nextLong())
                  .under(root.event().spanId())
                  .at(at, at + took / 4)
                  .in(trace);
          again = random.nextInt(20) == 0;
          events.add((again ? call.failed("TimeoutError") : call).event());
          at += took / 4 + 2;
        }
      }
    }
    events.add(root.at(0, at).event());
    return events;
  }
}
