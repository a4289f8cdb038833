package dev.leeway.telemetry.evaluation;

import dev.leeway.signals.evaluation.Evaluation;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.AgentSource;
import dev.leeway.telemetry.EvaluationRecord;
import dev.leeway.telemetry.evaluation.FoundEvaluations.Gathering;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluations and feedback that log records tell of. Stateless. */
public final class LogEvaluations {
  private LogEvaluations() {}

  public static FoundEvaluations of(List<EvaluationRecord> records) {
    if (records.isEmpty()) {
      return FoundEvaluations.NONE;
    }
    Gathering found = new Gathering();
    for (EvaluationRecord record : records) {
      EvaluationKeys.Said said = saidBy(record.event());
      if (said == null) {
        found.unreadable();
      } else {
        found.add(evaluation(record, said));
      }
    }
    return found.close();
  }

  private static EvaluationKeys.@Nullable Said saidBy(AgentEvent event) {
    EvaluationKeys.Said said = EvaluationKeys.otel(event.attributes());
    return said == null ? EvaluationKeys.copilot(event.name(), event.attributes()) : said;
  }

  private static Evaluation evaluation(EvaluationRecord record, EvaluationKeys.Said said) {
    AgentEvent event = record.event();
    AgentSource source = event.source();
    return new Evaluation(
        idOf(event),
        source,
        // A service that judges agents names itself, and no agent.
        !source.agentName().equals(source.serviceName()) && !source.serviceName().isEmpty(),
        new Evaluation.About(
            record.traceId(), record.spanId(), event.model().responseId(), event.conversationId()),
        said.rater(),
        said.name(),
        said.value(),
        said.label(),
        said.comment(),
        GivenTime.millis(event.startNanos(), event.appendMillis()),
        event.appendMillis());
  }

  /** The sender's own id, else one made of all that the record says. */
  private static String idOf(AgentEvent event) {
    Map<String, String> attributes = event.attributes();
    String given = EvaluationKeys.id(attributes);
    String tenant = event.source().tenantId();
    return given.isEmpty()
        ? Evaluation.idOf(tenant, "record", Long.toHexString(event.spanId()))
        : Evaluation.idOf(tenant, "given", given);
  }
}
