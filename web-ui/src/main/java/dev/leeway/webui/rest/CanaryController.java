package dev.leeway.webui.rest;

import dev.leeway.webui.canary.CanaryQuestion;
import dev.leeway.webui.canary.CanaryReport;
import dev.leeway.webui.canary.CanaryService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The verdict of one version against another, for people and for those who roll out. */
@RestController
@RequestMapping(path = "/api/v1/canary", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "canary")
final class CanaryController {
  private final CanaryService canary;

  CanaryController(CanaryService canary) {
    this.canary = canary;
  }

  @GetMapping
  @Operation(
      summary = "Verdict of a version against another: promote, hold, rollback or inconclusive",
      description =
          "Without baseline and candidate the newest version against the one before, from when both"
              + " were seen. Answers 200 whatever the verdict, as Argo Rollouts' web metric needs"
              + " it. signals: names, or run.outcome=REFUSED for one outcome. margin: pairs such as"
              + " run.outcome:0.01. budget: ISO 8601, such as PT6H.")
  CanaryJson verdict(
      @RequestParam String agent,
      @RequestParam(required = false) @Nullable String environment,
      @RequestParam(required = false) @Nullable String baseline,
      @RequestParam(required = false) @Nullable String candidate,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String signals,
      @RequestParam(required = false) @Nullable String alpha,
      @RequestParam(name = "min_runs", required = false) @Nullable String minRuns,
      @RequestParam(name = "rate_margin", required = false) @Nullable String rateMargin,
      @RequestParam(name = "ratio_margin", required = false) @Nullable String ratioMargin,
      @RequestParam(required = false) @Nullable String margin,
      @RequestParam(required = false) @Nullable String budget,
      @RequestParam(name = "max_runs", required = false) @Nullable String maxRuns) {
    Map<String, String> asked = new HashMap<>();
    put(asked, "agent", agent);
    put(asked, "environment", environment);
    put(asked, "baseline", baseline);
    put(asked, "candidate", candidate);
    put(asked, "from", from);
    put(asked, "to", to);
    put(asked, "signals", signals);
    put(asked, "alpha", alpha);
    put(asked, "min_runs", minRuns);
    put(asked, "rate_margin", rateMargin);
    put(asked, "ratio_margin", ratioMargin);
    put(asked, "margin", margin);
    put(asked, "budget", budget);
    put(asked, "max_runs", maxRuns);
    return CanaryJson.of(report(new CanaryParameters(asked).question()));
  }

  @PostMapping
  @Operation(
      summary = "Flagger's webhook: 200 opens the gate, 409 keeps it shut",
      description =
          "The body is Flagger's. metadata may hold every parameter of GET and gate: rollout (shut"
              + " on a rollback only; the default), promotion (open on promote only) or rollback"
              + " (open on a rollback only). Without metadata.agent the agent is the canary's name.")
  @ApiResponse(responseCode = "200", description = "The gate opens")
  @ApiResponse(responseCode = "409", description = "The gate stays shut; detail says why")
  ResponseEntity<Object> webhook(HttpServletRequest request) throws IOException {
    JsonNode body = JsonBody.of(request);
    if (!body.isObject()) {
      throw new IllegalArgumentException(
          "expected Flagger's JSON object, came " + body.getNodeType());
    }
    Map<String, String> asked = new HashMap<>();
    put(asked, "agent", body.path("name").asString(""));
    body.path("metadata")
        .properties()
        .forEach(entry -> put(asked, entry.getKey(), entry.getValue().asString("")));
    CanaryGate gate = CanaryGate.of(asked.getOrDefault("gate", CanaryGate.ROLLOUT.word()));
    CanaryReport report = report(new CanaryParameters(asked).question());
    CanaryJson verdict = CanaryJson.of(report);
    return gate.opens(report.verdict().decision())
        ? ResponseEntity.ok(verdict)
        : ResponseEntity.status(HttpStatus.CONFLICT).body(shut(gate, verdict));
  }

  private CanaryReport report(CanaryQuestion question) {
    return canary
        .report(question)
        .orElseThrow(() -> new NotFoundException("no agent named " + question.agent()));
  }

  /** Flagger shows the body of a failed hook in its events. */
  private static ProblemDetail shut(CanaryGate gate, CanaryJson verdict) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.CONFLICT,
            "%s of %s against %s: %s"
                .formatted(
                    verdict.verdict(),
                    verdict.candidate(),
                    verdict.baseline(),
                    String.join("; ", verdict.reasons())));
    problem.setTitle("The " + gate.word() + " gate stays shut");
    problem.setProperty("verdict", verdict.verdict());
    return problem;
  }

  private static void put(Map<String, String> asked, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      asked.put(name, value);
    }
  }
}
