package dev.leeway.signals.catalogue;

import com.sun.management.OperatingSystemMXBean;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.SpanBlock;
import dev.leeway.signals.rule.LoopRule;
import dev.leeway.signals.rule.LoopWatch;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunLimits;
import dev.leeway.signals.run.TraceAssembly;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.WindowFold;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures what all signals together cost per span without content, part by part and for short and
 * long runs. Run its main; the argument is the CPU seconds of a round. It prints the median of the
 * rounds after a warm-up, in CPU time of the whole process: so collecting garbage counts, and a
 * neighbour on the machine changes little.
 *
 * <p>As in the job, each span is asked at its arrival and shown to the watch over its open trace,
 * and a run is assembled and told when it is over. What comes below the sum is in it already, or is
 * the work of keeping: what a run says folded into windows, an open trace's spans read from state,
 * and its watch too, which the job does only for traces that 256 others came between.
 */
final class RunSignalsBenchmark {
  private static final int[] SPANS = {5, 20, 200};
  private static final int RUNS = 64;
  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 7;
  private static final SignalCatalogue CATALOGUE = SignalCatalogue.standard();
  private static final LoopRule LOOPS = LoopRule.defaults();

  /** The first of the parts are what signals cost, the others what is beside them. */
  private static final int OF_SIGNALS = 4;

  private static final List<Part> PARTS =
      List.of(
          new Part("span at arrival", Shape::arrive),
          new Part("loops of the open trace", Shape::watch),
          new Part("run with every signal", Shape::assemble),
          new Part("what the run says", Shape::tell),
          new Part("(run without signals)", Shape::assembleAlone),
          new Part("folded into windows", Shape::fold),
          new Part("spans from bytes", Shape::unpack),
          new Part("loops from and to bytes each time", Shape::watchThroughBytes));

  private RunSignalsBenchmark() {}

  public static void main(String[] args) {
    double roundNanos = 1e9 * (args.length == 0 ? 1 : Double.parseDouble(args[0]));
    List<Shape> shapes =
        Arrays.stream(SPANS).mapToObj(spans -> new Shape(new RunShapes(42), spans)).toList();
    double[][][] nanos = new double[PARTS.size()][SPANS.length][ROUNDS];
    for (int round = -WARM_UPS; round < ROUNDS; round++) {
      for (int part = 0; part < PARTS.size(); part++) {
        for (int shape = 0; shape < SPANS.length; shape++) {
          double one = round(PARTS.get(part), shapes.get(shape), roundNanos);
          nanos[part][shape][Math.max(round, 0)] = one;
        }
      }
    }
    print("ns of CPU per span, runs of … spans", Arrays.stream(SPANS).asDoubleStream().toArray());
    double[] together = new double[SPANS.length];
    for (int part = 0; part < PARTS.size(); part++) {
      double[] medians =
          Arrays.stream(nanos[part]).mapToDouble(RunSignalsBenchmark::median).toArray();
      print(PARTS.get(part).name(), medians);
      if (part < OF_SIGNALS) {
        Arrays.setAll(together, shape -> together[shape] + medians[shape]);
      }
      if (part == OF_SIGNALS - 1) {
        print("all signals together", together);
      }
    }
  }

  private static double median(double[] rounds) {
    return Arrays.stream(rounds).sorted().toArray()[rounds.length / 2];
  }

  private record Part(String name, Consumer<Shape> work) {}

  private static double round(Part part, Shape shape, double roundNanos) {
    long spans = 0;
    long start = cpuNanos();
    long elapsed = 0;
    while (elapsed < roundNanos) {
      part.work().accept(shape);
      spans += shape.spans;
      elapsed = cpuNanos() - start;
    }
    return (double) elapsed / spans;
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static void print(String what, double... nanos) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-36s", what));
    for (double each : nanos) {
      line.append(String.format(Locale.ROOT, "%9.0f", each));
    }
    System.out.println(line);
  }

  /** Runs of one length, and what comes of them on the way. */
  private static final class Shape {
    private static final TraceAssembly ALONE = new TraceAssembly(List.of(), RunLimits.defaults());
    private static final TraceAssembly WHOLE = CATALOGUE.assembly(RunLimits.defaults());

    private final List<List<AgentEvent>> runs;
    private final List<List<Run>> assembled = new ArrayList<>();
    private final List<Observation> observations = new ArrayList<>();
    private final List<byte[]> blocks = new ArrayList<>();
    private final int spans;
    private long seen;

    Shape(RunShapes shapes, int length) {
      runs = shapes.runs(RUNS, length);
      spans = RUNS * length;
      for (List<AgentEvent> run : runs) {
        List<Run> over = WHOLE.assemble(run, Long.MAX_VALUE).runs();
        assembled.add(over);
        run.stream()
            .map(CATALOGUE::observationOf)
            .flatMap(Optional::stream)
            .forEach(observations::add);
        observations.addAll(RunChange.between(List.of(), over, CATALOGUE).observations());
        blocks.add(SpanBlock.encode(run));
      }
    }

    void assembleAlone() {
      runs.forEach(run -> seen += ALONE.assemble(run, Long.MAX_VALUE).runs().size());
    }

    void assemble() {
      runs.forEach(run -> seen += WHOLE.assemble(run, Long.MAX_VALUE).runs().size());
    }

    void arrive() {
      for (List<AgentEvent> run : runs) {
        for (AgentEvent span : run) {
          seen += CATALOGUE.observationOf(span).isPresent() ? 1 : 0;
        }
      }
    }

    void watch() {
      for (List<AgentEvent> run : runs) {
        LoopWatch watch = new LoopWatch(LOOPS);
        for (AgentEvent span : run) {
          seen += LoopWatch.concerns(span) ? watch.add(span).size() : 0;
        }
      }
    }

    void tell() {
      for (List<Run> run : assembled) {
        seen += RunChange.between(List.of(), run, CATALOGUE).observations().size();
      }
    }

    void fold() {
      WindowFold fold = new WindowFold(CATALOGUE.foldSettings());
      observations.forEach(fold::add);
      seen += fold.drain().size();
    }

    void unpack() {
      blocks.forEach(block -> seen += SpanBlock.decode(block).size());
    }

    void watchThroughBytes() {
      for (List<AgentEvent> run : runs) {
        byte[] bytes = new LoopWatch(LOOPS).bytes();
        for (AgentEvent span : run) {
          if (LoopWatch.concerns(span)) {
            LoopWatch watch = LoopWatch.of(LOOPS, bytes);
            watch.add(span);
            bytes = watch.bytes();
          }
        }
        seen += bytes.length;
      }
    }
  }
}
