package dev.leeway.signals.fact;

import dev.leeway.signals.contract.DeclaredOutput;
import dev.leeway.signals.contract.OutputContract;
import dev.leeway.signals.contract.OutputReading;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.FactSink;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.window.NamePattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How an answer stands to what was declared of it: {@value AnswerFacts#DECLARED} and {@value
 * AnswerFacts#VIOLATION} by its request and by contracts of its agent, {@value #ROUTE_PREFIX} with
 * the pattern of a route by contracts of that route.
 *
 * <p>Which route a run took is known at its end, when the answer's text is gone. So an answer is
 * held against the contracts of every route of its agent, and the run picks.
 */
public final class ContractFacts {
  /** {@value #KEPT}, or how the answer breaks it. */
  public static final String ROUTE_PREFIX = "output.route.";

  private static final String KEPT = "kept";
  private static final int ROUTES_MAX = 16;

  private final List<OutputContract> contracts;

  ContractFacts(List<OutputContract> contracts) {
    this.contracts = List.copyOf(contracts);
  }

  void tell(AgentEvent span, OutputReading answer, FactSink out) {
    DeclaredOutput declared =
        span.kind() == EventKind.LLM
            ? DeclaredOutput.of(span.attributes())
            : DeclaredOutput.NOTHING;
    Optional<String> violation = declared.brokenBy(answer);
    boolean schema = declared.schema().isPresent();
    boolean any = declared.json();
    Map<String, String> routes = new TreeMap<>();
    for (OutputContract contract : contracts) {
      if (contract.isFor(span.source().environment(), span.source().agentName())) {
        Optional<String> broken = contract.declared().brokenBy(answer);
        if (contract.routed()) {
          routes.put(contract.route().glob(), broken.orElse(KEPT));
        } else {
          any = true;
          schema |= contract.declared().schema().isPresent();
          // What the rules file says is told before what the request says.
          violation = broken.isPresent() ? broken : violation;
        }
      }
    }
    if (any) {
      out.text(AnswerFacts.DECLARED, schema ? "schema" : "json");
      violation.ifPresent(problem -> out.text(AnswerFacts.VIOLATION, problem));
    }
    routes.entrySet().stream()
        .limit(ROUTES_MAX)
        .forEach(route -> out.text(ROUTE_PREFIX + route.getKey(), route.getValue()));
  }

  /**
   * How a run's answer stands to its contracts: empty where none was declared, an empty text where
   * it kept them, else how it breaks the first of them. One of its route comes first.
   */
  public static Optional<String> standingOf(Facts answer, String operation) {
    Optional<String> ofRoute =
        answer.texts().entrySet().stream()
            .filter(fact -> fact.getKey().startsWith(ROUTE_PREFIX))
            .filter(fact -> routeOf(fact.getKey()).matches(operation))
            .map(fact -> fact.getValue().equals(KEPT) ? "" : fact.getValue())
            .max(String::compareTo);
    if (ofRoute.isPresent() && !ofRoute.get().isEmpty()) {
      return ofRoute;
    }
    return answer.text(AnswerFacts.DECLARED).isEmpty()
        ? ofRoute
        : Optional.of(answer.text(AnswerFacts.VIOLATION));
  }

  private static NamePattern routeOf(String fact) {
    return new NamePattern(fact.substring(ROUTE_PREFIX.length()));
  }
}
