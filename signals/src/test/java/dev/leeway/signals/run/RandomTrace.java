package dev.leeway.signals.run;

import static dev.leeway.signals.event.SpanFixture.span;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.SpanFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Traces as bad as they come: lost parents, cycles, several roots, spans sent twice with different
 * ends, failures, equal times.
 */
public final class RandomTrace {
  private static final EventKind[] KINDS = {
    EventKind.AGENT,
    EventKind.LLM,
    EventKind.LLM,
    EventKind.TOOL,
    EventKind.TOOL,
    EventKind.HTTP,
    EventKind.STEP,
    EventKind.OTHER,
    EventKind.WORKFLOW
  };

  private RandomTrace() {}

  public static List<AgentEvent> of(SplittableRandom random) {
    int size = random.nextInt(1, 40);
    List<AgentEvent> events = new ArrayList<>();
    for (int id = 1; id <= size; id++) {
      events.add(randomSpan(random, id, size).event());
      if (random.nextInt(8) == 0) {
        events.add(randomSpan(random, id, size).event());
      }
    }
    return events;
  }

  private static SpanFixture randomSpan(SplittableRandom random, int id, int size) {
    EventKind kind = KINDS[random.nextInt(KINDS.length)];
    long start = random.nextInt(20) * 500L;
    SpanFixture made =
        span(id, kind)
            .under(random.nextInt(4) == 0 ? 0 : random.nextInt(1, size + 4))
            .at(start, start + random.nextInt(10) * 400L)
            .attempts(random.nextInt(1, 3));
    if (kind == EventKind.LLM) {
      made =
          made.model("openai", random.nextBoolean() ? "gpt-5" : "gpt-5-mini", "stop")
              .tokens(random.nextInt(1000), random.nextInt(100))
              .cost(random.nextInt(1000) / 1024.0);
    }
    if (kind == EventKind.TOOL) {
      made = made.tool("tool" + random.nextInt(3), random.nextInt(3), random.nextInt(2));
    }
    if (random.nextInt(6) == 0) {
      made = made.failed(random.nextBoolean() ? "429" : "TimeoutError");
    }
    return random.nextInt(15) == 0 ? made.flagged(EventFlag.END_MISSING) : made;
  }
}
