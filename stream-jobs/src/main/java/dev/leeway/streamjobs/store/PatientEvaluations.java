package dev.leeway.streamjobs.store;

import dev.leeway.signals.evaluation.Evaluation;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.run.Run;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.lookup.EvaluationLookup;
import dev.leeway.storage.lookup.EventLookup;
import dev.leeway.storage.row.RunRow;
import dev.leeway.streamjobs.sink.Backoff;
import dev.leeway.streamjobs.sink.Pause;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks ClickHouse about evaluations, patiently. Not thread-safe. */
public final class PatientEvaluations implements StoredEvaluations {
  /** How long before an evaluation the model may have answered that it names by response id. */
  private static final long RESPONSE_AGE_MILLIS_MAX = 86_400_000;

  private final ClickHouseClient clickHouse;
  private final EvaluationLookup lookup;
  private final EventLookup events;
  private final PatientQuestions questions;

  private PatientEvaluations(ClickHouseClient clickHouse, PatientQuestions questions) {
    this.clickHouse = clickHouse;
    this.lookup = new EvaluationLookup(clickHouse);
    this.events = new EventLookup(clickHouse);
    this.questions = questions;
  }

  public static Factory factory(ClickHouseAccess access, Backoff backoff) {
    return metrics ->
        new PatientEvaluations(access.open(), new PatientQuestions(backoff, Pause.SLEEP, metrics));
  }

  @Override
  public Set<String> stored(String tenantId, Collection<String> evaluationIds)
      throws InterruptedException {
    return questions.answered(() -> lookup.stored(tenantId, evaluationIds));
  }

  @Override
  public Map<String, List<Run>> runsOf(String tenantId, Collection<Evaluation> evaluations)
      throws InterruptedException {
    Map<String, TraceId> answered = tracesOfResponses(tenantId, evaluations);
    Set<TraceId> traces = new HashSet<>();
    Set<String> conversations = new HashSet<>();
    for (Evaluation evaluation : evaluations) {
      TraceId trace = traceOf(evaluation, answered);
      if (trace != null) {
        traces.add(trace);
      } else if (!evaluation.about().conversationId().isEmpty()) {
        conversations.add(evaluation.about().conversationId());
      }
    }
    List<Run> ofTraces = runs(questions.answered(() -> events.runs(tenantId, traces)));
    List<Run> ofConversations =
        runs(questions.answered(() -> lookup.runsOf(tenantId, conversations)));
    Map<String, List<Run>> found = new HashMap<>();
    for (Evaluation evaluation : evaluations) {
      TraceId trace = traceOf(evaluation, answered);
      String conversation = evaluation.about().conversationId();
      found.put(
          evaluation.evaluationId(),
          trace != null
              ? ofTraces.stream().filter(run -> run.traceId().equals(trace)).toList()
              : ofConversations.stream()
                  .filter(run -> run.conversationId().equals(conversation))
                  .toList());
    }
    return found;
  }

  private Map<String, TraceId> tracesOfResponses(
      String tenantId, Collection<Evaluation> evaluations) throws InterruptedException {
    Set<String> responses = new HashSet<>();
    long earliest = Long.MAX_VALUE;
    for (Evaluation evaluation : evaluations) {
      if (evaluation.about().traceId() == null && !evaluation.about().responseId().isEmpty()) {
        responses.add(evaluation.about().responseId());
        earliest = Math.min(earliest, evaluation.givenMillis());
      }
    }
    long from = earliest - RESPONSE_AGE_MILLIS_MAX;
    return questions.answered(() -> lookup.tracesOf(tenantId, responses, from));
  }

  private static @Nullable TraceId traceOf(Evaluation evaluation, Map<String, TraceId> answered) {
    TraceId trace = evaluation.about().traceId();
    return trace == null ? answered.get(evaluation.about().responseId()) : trace;
  }

  private static List<Run> runs(List<RunRow> rows) {
    return rows.stream().map(RunRow::run).toList();
  }

  @Override
  public void close() {
    clickHouse.close();
  }
}
