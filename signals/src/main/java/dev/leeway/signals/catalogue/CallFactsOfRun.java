package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** What the facts and payload sizes of a run's calls come to; absent where no call has them. */
final class CallFactsOfRun {
  private CallFactsOfRun() {}

  static OptionalDouble greatest(RunSpans run, String fact) {
    OptionalDouble greatest = OptionalDouble.empty();
    for (RunSpans.Call call : run.calls()) {
      OptionalDouble value = call.span().facts().number(fact);
      if (value.isPresent() && !(value.getAsDouble() <= greatest.orElse(Double.NaN))) {
        greatest = value;
      }
    }
    return greatest;
  }

  static OptionalDouble sum(RunSpans run, String fact) {
    double sum = 0;
    boolean told = false;
    for (RunSpans.Call call : run.calls()) {
      OptionalDouble value = call.span().facts().number(fact);
      sum += value.orElse(0);
      told |= value.isPresent();
    }
    return told ? OptionalDouble.of(sum) : OptionalDouble.empty();
  }

  /** UTF-8 bytes of all payload of a role. */
  static OptionalDouble bytes(RunSpans run, ContentRole role) {
    double bytes = 0;
    boolean told = false;
    for (RunSpans.Call call : run.calls()) {
      for (ContentRef content : call.span().contents()) {
        bytes += content.role() == role ? content.sizeBytes() : 0;
        told |= content.role() == role;
      }
    }
    return told ? OptionalDouble.of(bytes) : OptionalDouble.empty();
  }
}
