package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.RunSpans;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How complex a run was in all its parts together: {@code exp(mean of ln(1 + part))}, the geometric
 * mean of what it had to read, to choose from and to do.
 *
 * <p>Harder inputs move every part a little, each too little to be told. The sum of what several
 * measures say in one direction is the test against that (O'Brien, <i>Procedures for comparing
 * samples with multiple endpoints</i>, Biometrics 40, 1984): where {@code K} parts move by {@code
 * d} each, scatter by {@code s} and are correlated by {@code r}, their mean moves by {@code d} and
 * scatters by {@code s √((1 + (K − 1) r) ÷ K)}. O'Brien divides each measure by its scatter; logs
 * make parts of all sizes comparable without anything learned, so a run's value is a function of
 * its spans, rebuilt the same at any time. All parts weigh the same.
 *
 * <p>Nothing counts twice: tokens and bytes are one text (bytes ÷ {@value #BYTES_OF_TOKEN} stand in
 * where no call reports tokens), and what was retrieved or shown is in that text too. Media and
 * documents would also come and go with the runs that have any, which moves a mean without a part
 * having moved. The share of other scripts is no size.
 */
final class JointComplexity implements RunSignal {
  static final String NAME = "complexity.joint";

  private static final int BYTES_OF_TOKEN = 4;

  /** Of fewer parts there is no together. */
  private static final int PARTS_MIN = 3;

  private static final RunSignal TOKENS = new InputTokens();
  private static final RunSignal BYTES = new InputBytes();
  private static final List<RunSignal> OTHERS =
      List.of(
          new InputMessages(),
          new InputTurns(),
          new ToolsOffered(),
          new ToolsUsed(),
          new Steps(),
          new Depth(),
          new FanOut());

  private static final Signal SIGNAL =
      Signal.numeric(NAME, "Typical part of the input", Unit.RATIO, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .means(
              "Geometric mean of a run's input tokens (or a quarter of its input bytes), messages, "
                  + "turns, tools offered and used, steps, depth and fan-out, to each of which one "
                  + "is added. When it is × 1.2, the typical part is: harder inputs move all parts "
                  + "a little, which is seen here before it is in any of them. Of parts that a run "
                  + "doesn't say it is silent; absent where it says fewer than three.",
              FailureMode.HARDER_INPUTS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    List<Double> parts = new ArrayList<>(1 + OTHERS.size());
    OptionalDouble tokens = TOKENS.valueOf(run);
    OptionalDouble bytes = tokens.isPresent() ? tokens : BYTES.valueOf(run);
    bytes.ifPresent(size -> parts.add(tokens.isPresent() ? size : size / BYTES_OF_TOKEN));
    for (RunSignal other : OTHERS) {
      other.valueOf(run).ifPresent(parts::add);
    }
    return of(parts);
  }

  static OptionalDouble of(List<Double> parts) {
    if (parts.size() < PARTS_MIN) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (double part : parts) {
      sum += Math.log1p(part);
    }
    return OptionalDouble.of(Math.exp(sum / parts.size()));
  }
}
