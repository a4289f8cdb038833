package dev.leeway.signals.catalogue;

import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.span;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.rule.LoopRule;
import dev.leeway.signals.rule.LoopWatch;
import dev.leeway.signals.run.RunLimits;
import dev.leeway.signals.run.TraceAssembly;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures what all signals together cost per span without content: the observation at arrival, the
 * watch over the open trace as the job keeps it, in bytes between two spans, and run assembly with
 * every per-run signal. Run its main; the argument is the CPU seconds per round. CPU time, because
 * a neighbour on the machine must not change the number.
 */
final class RunSignalsBenchmark {
  private static final int CALLS = 100;
  private static final int ROUNDS = 5;
  private static final SignalCatalogue CATALOGUE = SignalCatalogue.standard();
  private static final TraceAssembly ASSEMBLY = CATALOGUE.assembly(RunLimits.defaults());

  private RunSignalsBenchmark() {}

  public static void main(String[] args) {
    long roundNanos = (args.length == 0 ? 2 : Long.parseLong(args[0])) * 1_000_000_000L;
    List<AgentEvent> trace = trace();
    measure(
        "observations at arrival",
        roundNanos,
        trace,
        events -> {
          long said = 0;
          for (AgentEvent event : events) {
            said += CATALOGUE.observationOf(event).isPresent() ? 1 : 0;
          }
          return said;
        });
    measure(
        "watch over the open trace, in memory",
        roundNanos,
        trace,
        events -> {
          LoopWatch watch = new LoopWatch(LoopRule.defaults());
          events.forEach(watch::add);
          return watch.counts().symptoms();
        });
    measure(
        "watch over the open trace, through bytes",
        roundNanos,
        trace,
        events -> {
          byte[] bytes = new LoopWatch(LoopRule.defaults()).bytes();
          for (AgentEvent event : events) {
            LoopWatch watch = LoopWatch.of(LoopRule.defaults(), bytes);
            watch.add(event);
            bytes = watch.bytes();
          }
          return bytes.length;
        });
    measure(
        "assembly with every signal of runs",
        roundNanos,
        trace,
        events -> ASSEMBLY.assemble(events, Long.MAX_VALUE).runs().size());
  }

  private interface Work {
    long of(List<AgentEvent> events);
  }

  private static void measure(String what, long roundNanos, List<AgentEvent> trace, Work work) {
    double best = Double.MAX_VALUE;
    long sink = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long spans = 0;
      long start = cpuNanos();
      long elapsed = 0;
      while (elapsed < roundNanos) {
        sink += work.of(trace);
        spans += trace.size();
        elapsed = cpuNanos() - start;
      }
      best = Math.min(best, elapsed / 1e3 / spans);
    }
    System.out.printf(Locale.ROOT, "%-45s %7.2f µs a span (%d)%n", what, best, sink & 1);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** A run of 201 spans: model and tool in turn, each call another. */
  private static List<AgentEvent> trace() {
    List<AgentEvent> events = new ArrayList<>();
    events.add(agent(1).at(0, 1_000_000).event());
    for (int i = 0; i < CALLS; i++) {
      long at = 1_000L + i * 2_000L;
      events.add(llm(10 + i).under(1).at(at, at + 900).tokens(1_000 + i, 50).event());
      events.add(
          span(1_000 + i, EventKind.TOOL)
              .tool("tool" + i % 7, 100 + i, 200 + i)
              .under(1)
              .at(at + 950, at + 1_900)
              .event());
    }
    return events;
  }
}
