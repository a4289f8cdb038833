package dev.leeway.webui.rest;

import dev.leeway.signals.control.DeploymentMarker;
import dev.leeway.storage.query.AgentStore;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.deployment.Deployments;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Deployment markers, in and out. */
@RestController
@RequestMapping(path = "/api/v1/deployments", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "deployments")
final class DeploymentsController {
  private final Deployments deployments;
  private final AgentStore agents;
  private final InstantSource clock;
  private final String tenant;

  DeploymentsController(
      Deployments deployments, AgentStore agents, WebUiSettings settings, WebUiConfig config) {
    this.deployments = deployments;
    this.agents = agents;
    this.clock = settings.clock();
    this.tenant = config.tenantId();
  }

  /**
   * A deployment that is told; agent and version must be there.
   *
   * @param environment null for that in which the agent was heard last
   * @param at null for now
   */
  record Told(
      @Nullable String agent,
      @Nullable String version,
      @Nullable String environment,
      @Nullable String at,
      @Nullable String commit,
      @Nullable String url,
      @Nullable String by,
      @Nullable String note) {}

  /** A marker as the API gives it. */
  record MarkerJson(
      String markerId,
      long revision,
      String agent,
      String environment,
      String version,
      Instant at,
      String commit,
      String url,
      String by,
      String note) {

    static MarkerJson of(DeploymentMarker marker) {
      return new MarkerJson(
          marker.markerId(),
          marker.revision(),
          marker.agent(),
          marker.environment(),
          marker.version(),
          Instant.ofEpochMilli(marker.atMillis()),
          marker.commit(),
          marker.url(),
          marker.by(),
          marker.note());
    }
  }

  @GetMapping
  @Operation(summary = "Deployment markers of the range, newest first")
  Items<MarkerJson> list(
      @RequestParam(defaultValue = "") String agent,
      @RequestParam(defaultValue = "") String environment,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(defaultValue = "200") int limit) {
    return Items.all(
        deployments.list(agent, environment, AskedRange.of(from, to, clock), limit).stream()
            .map(MarkerJson::of)
            .toList());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Tells of a deployment",
      description =
          "201 once Kafka has it. The same agent, environment, version and time told again is the"
              + " same marker; without a time each is one of its own.")
  MarkerJson take(@RequestBody Told told) {
    Instant now = clock.instant();
    String agent = text(told.agent());
    DeploymentMarker marker =
        DeploymentMarker.of(
            tenant,
            now.toEpochMilli(),
            environment(text(told.environment()), agent),
            agent,
            text(told.version()),
            told.at() == null
                ? now.toEpochMilli()
                : AskedRange.instant("at", told.at()).toEpochMilli(),
            text(told.commit()),
            text(told.url()),
            text(told.by()),
            text(told.note()));
    deployments.take(marker);
    return MarkerJson.of(marker);
  }

  @DeleteMapping("/{markerId}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Takes back a deployment that was told in error",
      description =
          "202 once Kafka has it, with the marker as it was taken back: revision says when, by who."
              + " 404 for what nobody told: a version that runs name was noticed, not told. Also for"
              + " a marker that was told while ClickHouse was away: tell it again, with the same"
              + " agent, environment, version and at, and it can be taken back under the same"
              + " marker_id.")
  MarkerJson withdraw(@PathVariable String markerId, @RequestParam(defaultValue = "") String by) {
    return deployments
        .withdraw(markerId, clock.millis(), text(by))
        .map(MarkerJson::of)
        .orElseThrow(() ->
            new NotFoundException("no deployment that was told has the marker_id " + markerId));
  }

  /** Before an agent was ever heard, that of agents that say none. */
  private String environment(String told, String agent) {
    return told.isEmpty() ? agents.environmentOf(tenant, agent).orElse("default") : told;
  }

  private static String text(@Nullable String told) {
    return told == null ? "" : told.strip();
  }
}
