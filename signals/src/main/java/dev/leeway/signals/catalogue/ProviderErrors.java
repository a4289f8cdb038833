package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.run.FailureKind;
import dev.leeway.signals.run.RunOutcome;
import dev.leeway.signals.window.Measurement;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How calls to a provider end, each attempt that has a span of its own. What the provider refused
 * for its content, cut short or rejected as a bad request (a 4xx of another kind) is not its
 * failure.
 */
final class ProviderErrors implements SpanSignal {
  private static final String REJECTED = "REJECTED";

  private static final Signal SIGNAL =
      Signal.categorical(
              "provider.errors",
              "Calls to a provider",
              Set.of("OK", "REFUSED", "TRUNCATED", REJECTED))
          .of(Signal.Scope.SPAN)
          .judgedBy(Detection.RULE)
          .means(
              "How calls to a provider end. What it refused for its content, cut short or rejected "
                  + "as a bad request is not its failure.",
              FailureMode.PROVIDER_LIMITS,
              FailureMode.LATENCY_CASCADE);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(AgentEvent span) {
    return OptionalDouble.empty();
  }

  @Override
  public Optional<Measurement> measured(AgentEvent span) {
    return span.kind().callsModel() && !span.model().provider().isEmpty()
        ? Optional.of(Measurement.category(signal().name(), categoryOf(span)))
        : Optional.empty();
  }

  private static String categoryOf(AgentEvent span) {
    if (!span.failed()) {
      return RunOutcome.OK.name();
    }
    RunOutcome kind = FailureKind.of(span);
    boolean ours = span.httpStatus() >= 400 && span.httpStatus() < 500;
    return kind == RunOutcome.ERROR && ours ? REJECTED : kind.name();
  }
}
