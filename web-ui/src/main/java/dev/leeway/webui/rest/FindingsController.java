package dev.leeway.webui.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.rules.AgentRules;
import dev.leeway.signals.rules.Ownership;
import dev.leeway.storage.query.DetailStore;
import dev.leeway.storage.query.FindingFilter;
import dev.leeway.storage.query.FindingStore;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Findings at their newest revision. */
@RestController
@RequestMapping(path = "/api/v1/findings", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "findings")
final class FindingsController {
  private final FindingStore findings;
  private final DetailStore details;
  private final AgentRules owners;
  private final InstantSource clock;
  private final String tenant;

  FindingsController(
      FindingStore findings, DetailStore details, WebUiSettings settings, WebUiConfig config) {
    this.findings = findings;
    this.details = details;
    this.owners = settings.rules().agents();
    this.clock = settings.clock();
    this.tenant = config.tenantId();
  }

  /**
   * A finding as the API gives it.
   *
   * @param coverage share of the spans that came, of those that its agent's runs since the onset
   *     should have had, when it was last stated; null where no run says
   * @param owner by the rules file as it is now, likewise runbook and labels; empty where it says
   *     nothing
   */
  record FindingJson(
      String findingId,
      long revision,
      String detector,
      String signal,
      Map<String, String> slice,
      String severity,
      String state,
      boolean history,
      Instant since,
      Instant openedAt,
      Instant updatedAt,
      @Nullable Instant closedAt,
      double effect,
      String effectText,
      String baselineId,
      Map<String, Double> evidence,
      @Nullable Double coverage,
      List<String> exemplarTraceIds,
      String owner,
      String runbookUrl,
      Map<String, String> labels) {

    static FindingJson of(Finding finding, Ownership owned) {
      return new FindingJson(
          finding.findingId(),
          finding.revision(),
          finding.detector(),
          finding.signal(),
          finding.slice().pairs(),
          finding.severity().name(),
          finding.state().name(),
          finding.history(),
          Instant.ofEpochMilli(finding.onsetMillis()),
          Instant.ofEpochMilli(finding.openedAtMillis()),
          Instant.ofEpochMilli(finding.updatedAtMillis()),
          finding.closedAtMillis() == 0 ? null : Instant.ofEpochMilli(finding.closedAtMillis()),
          finding.effect(),
          finding.effectText(),
          finding.baselineId(),
          finding.evidence(),
          Double.isNaN(finding.coverage()) ? null : finding.coverage(),
          finding.exemplarTraceIds(),
          owned.owner(),
          owned.runbookUrl(),
          owned.labels());
    }
  }

  /**
   * A finding with what its page draws.
   *
   * @param detail null for findings of rules
   */
  record WholeFinding(@JsonUnwrapped FindingJson finding, @Nullable DetailJson detail) {}

  @GetMapping
  @Operation(
      summary = "Findings that were open in the range",
      description = "Open ones first, then by severity, then newest. state is OPEN or CLOSED.")
  Items<FindingJson> list(
      @RequestParam(defaultValue = "") String agent,
      @RequestParam(defaultValue = "") String signal,
      @RequestParam(defaultValue = "") String severity,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(required = false) @Nullable Boolean history,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(defaultValue = "200") int limit) {
    FindingFilter filter =
        new FindingFilter(agent, signal, severity, state, Optional.ofNullable(history));
    return Items.all(
        findings.list(tenant, AskedRange.of(from, to, clock), filter, limit).stream()
            .map(this::json)
            .toList());
  }

  @GetMapping("/{findingId}")
  @Operation(summary = "One finding")
  WholeFinding one(@PathVariable String findingId) {
    Finding finding =
        findings
            .byId(tenant, findingId)
            .orElseThrow(() -> new NotFoundException("no finding " + findingId));
    return new WholeFinding(json(finding), details.of(finding).map(DetailJson::of).orElse(null));
  }

  private FindingJson json(Finding finding) {
    return FindingJson.of(finding, owners.of(finding.slice(), finding.signal()));
  }
}
