package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** What the facts and payload sizes of a run's calls come to; absent where no call has them. */
final class CallFactsOfRun {
  private CallFactsOfRun() {}

  static OptionalDouble greatest(RunSpans run, String fact) {
    return values(run, fact).max();
  }

  static OptionalDouble sum(RunSpans run, String fact) {
    double[] values = values(run, fact).toArray();
    return values.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(DoubleStream.of(values).sum());
  }

  /** UTF-8 bytes of all payload of a role. */
  static OptionalDouble bytes(RunSpans run, ContentRole role) {
    double[] sizes =
        run.calls().stream()
            .flatMap(call -> call.span().contents().stream())
            .filter(content -> content.role() == role)
            .mapToDouble(ContentRef::sizeBytes)
            .toArray();
    return sizes.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(DoubleStream.of(sizes).sum());
  }

  private static DoubleStream values(RunSpans run, String fact) {
    return run.calls().stream()
        .map(call -> call.span().facts().number(fact))
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble);
  }
}
