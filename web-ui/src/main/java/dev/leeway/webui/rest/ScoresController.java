package dev.leeway.webui.rest;

import dev.leeway.storage.query.EvaluationRow;
import dev.leeway.storage.query.EvaluationStore;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.score.Score;
import dev.leeway.webui.score.ScoreIntake;
import dev.leeway.webui.score.ScoreReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What evaluators and users say of runs, in and out. */
@RestController
@RequestMapping(path = "/api/v1/scores", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "scores")
final class ScoresController {
  private final ScoreIntake intake;
  private final EvaluationStore evaluations;
  private final InstantSource clock;
  private final String tenant;

  ScoresController(
      ScoreIntake intake, EvaluationStore evaluations, WebUiSettings settings, WebUiConfig config) {
    this.intake = intake;
    this.evaluations = evaluations;
    this.clock = settings.clock();
    this.tenant = config.tenantId();
  }

  /**
   * A score as it is told; {@link ScoreReader} says what must be there.
   *
   * @param value a number on the evaluator's own scale, or true or false
   */
  @Schema(name = "Score")
  record Told(
      @Nullable String id,
      @Nullable String traceId,
      @Nullable String runId,
      @Nullable String responseId,
      @Nullable String conversationId,
      @Nullable String agent,
      @Nullable String environment,
      String name,
      @Nullable Double value,
      @Nullable String label,
      @Nullable String comment,
      @Nullable String rater,
      @Nullable String at) {}

  /** The scores that were taken: an id each, in their order. */
  record Taken(int scores, List<String> ids) {}

  /** A score as the API gives it. */
  record ScoreJson(
      String evaluationId,
      String agent,
      String environment,
      String version,
      String operation,
      String traceId,
      String rater,
      String name,
      @Nullable Double value,
      String label,
      String rating,
      String comment,
      Instant at) {

    static ScoreJson of(EvaluationRow row) {
      return new ScoreJson(
          row.evaluationId(),
          row.agent(),
          row.environment(),
          row.version(),
          row.operation(),
          row.traceId(),
          row.rater().toLowerCase(Locale.ROOT),
          row.name(),
          row.value(),
          row.label(),
          row.rating().toLowerCase(Locale.ROOT),
          row.comment(),
          row.givenAt());
    }
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Scores of evaluators and feedback of users in",
      description =
          "One score, or a list of at most 1000. Each has a name, a value or a label, and what it"
              + " is about: trace_id (with run_id where the trace has several runs), response_id,"
              + " conversation_id or agent. 201 once Kafka has all of them; with a fault in one,"
              + " 400 and none is taken. The same id told again changes nothing. docs/scores.md",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(oneOf = {Told.class, Told[].class}))))
  Taken take(HttpServletRequest request) throws IOException {
    List<Score> scores = new ScoreReader(clock.instant()).read(JsonBody.of(request));
    intake.take(scores);
    return new Taken(scores.size(), scores.stream().map(Score::id).toList());
  }

  @GetMapping
  @Operation(
      summary = "Scores and feedback of the range, newest first, or all about one trace",
      description =
          "agent is empty for a score whose run was not found. A score is here some seconds after"
              + " it came, once its run is over; at the latest after 15 minutes.")
  Items<ScoreJson> list(
      @RequestParam(name = "trace_id", defaultValue = "") String traceId,
      @RequestParam(defaultValue = "") String agent,
      @RequestParam(defaultValue = "") String environment,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(defaultValue = "200") int limit) {
    List<EvaluationRow> rows =
        traceId.isEmpty()
            ? evaluations.list(
                tenant, agent, environment, name, AskedRange.of(from, to, clock), limit)
            : evaluations.ofTrace(tenant, trace(traceId));
    return Items.all(rows.stream().map(ScoreJson::of).toList());
  }

  private static String trace(String traceId) {
    if (!traceId.matches("[0-9a-fA-F]{32}")) {
      throw new IllegalArgumentException(
          "trace_id: expected 32 hexadecimal digits, came " + traceId);
    }
    return traceId.toLowerCase(Locale.ROOT);
  }
}
