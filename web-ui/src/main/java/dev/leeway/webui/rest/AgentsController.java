package dev.leeway.webui.rest;

import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.AgentStore;
import dev.leeway.storage.query.FindingStore;
import dev.leeway.storage.query.KnownAgent;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowStore;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Agents and their versions. */
@RestController
@RequestMapping(path = "/api/v1/agents", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "agents")
final class AgentsController {
  private final AgentStore agents;
  private final FindingStore findings;
  private final WindowStore windows;
  private final InstantSource clock;
  private final String tenant;

  AgentsController(
      AgentStore agents,
      FindingStore findings,
      WindowStore windows,
      WebUiSettings settings,
      WebUiConfig config) {
    this.agents = agents;
    this.findings = findings;
    this.windows = windows;
    this.clock = settings.clock();
    this.tenant = config.tenantId();
  }

  /** An agent with its number of closed runs in the range. */
  record Agent(String name, String environment, long runs, Instant lastSeenAt, long openFindings) {}

  /** A version with its number of closed runs in the range. */
  record Version(String version, long runs) {}

  @GetMapping
  @Operation(
      summary = "Agents with runs in the range, most runs first, and those heard in the last hour")
  Items<Agent> list(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to) {
    TimeRange range = AskedRange.of(from, to, clock);
    Map<String, Long> open = findings.openByAgent(tenant);
    return Items.all(
        agents.known(tenant, range, clock.instant()).stream()
            .map(agent -> agent(agent, open))
            .toList());
  }

  private static Agent agent(KnownAgent agent, Map<String, Long> open) {
    return new Agent(
        agent.name(),
        agent.environment(),
        agent.runs(),
        agent.lastSeenAt(),
        open.getOrDefault(agent.name(), 0L));
  }

  @GetMapping("/{name}/versions")
  @Operation(summary = "Versions of an agent with runs in the range, busiest first")
  Items<Version> versions(
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String environment,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to) {
    TimeRange range = AskedRange.of(from, to, clock);
    String where = environment == null ? environmentOf(name) : environment;
    Slice slice = Slice.ofAgent(tenant, where, name);
    return Items.all(
        windows.byValue(slice, "version", "run.count", range, clock.instant()).entrySet().stream()
            .map(entry -> new Version(entry.getKey(), entry.getValue().count()))
            .toList());
  }

  private String environmentOf(String name) {
    return agents
        .environmentOf(tenant, name)
        .orElseThrow(() -> new NotFoundException("no agent named " + name));
  }
}
