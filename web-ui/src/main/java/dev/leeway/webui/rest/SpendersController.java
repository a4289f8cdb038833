package dev.leeway.webui.rest;

import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.AgentStore;
import dev.leeway.storage.query.SpendBy;
import dev.leeway.storage.query.SpendStore;
import dev.leeway.storage.query.Spender;
import dev.leeway.storage.query.Spending;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who spends: an agent's users and conversations by what their runs used. */
@RestController
@RequestMapping(path = "/api/v1/agents/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "agents")
final class SpendersController {
  private static final String OF_ALL =
      " Of the runs that started in the range; the most expensive first, of equal cost those with"
          + " most tokens. limit is at most 200, and there is no next page. An empty id stands for"
          + " all runs that tell none. Shares are of all runs, null where there is no cost or token"
          + " to share.";

  private final SpendStore spending;
  private final AgentStore agents;
  private final InstantSource clock;
  private final String tenant;

  SpendersController(
      SpendStore spending, AgentStore agents, WebUiSettings settings, WebUiConfig config) {
    this.spending = spending;
    this.agents = agents;
    this.clock = settings.clock();
    this.tenant = config.tenantId();
  }

  /** What one user or conversation used; the cost is 0 where no price is known. */
  record SpenderJson(
      String id,
      long runs,
      long inputTokens,
      long outputTokens,
      double costUsd,
      double costUsdPerRun,
      @Nullable Double costShare,
      @Nullable Double tokenShare,
      Instant lastRunAt) {

    static SpenderJson of(Spender spender, Spending all) {
      return new SpenderJson(
          spender.id(),
          spender.runs(),
          spender.inputTokens(),
          spender.outputTokens(),
          spender.costUsd(),
          spender.costUsd() / spender.runs(),
          number(all.costShare(spender)),
          number(all.tokenShare(spender)),
          spender.lastStart());
    }

    private static @Nullable Double number(double share) {
      return Double.isFinite(share) ? share : null;
    }
  }

  @GetMapping("/users")
  @Operation(
      summary = "Users of an agent by what their runs cost",
      description = "The id is the keyed hash of the user's id." + OF_ALL)
  Items<SpenderJson> users(
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String environment,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(defaultValue = "50") int limit) {
    return list(name, environment, SpendBy.USER, from, to, limit);
  }

  @GetMapping("/conversations")
  @Operation(
      summary = "Conversations of an agent by what their runs cost",
      description = "The id is the conversation's own." + OF_ALL)
  Items<SpenderJson> conversations(
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String environment,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(defaultValue = "50") int limit) {
    return list(name, environment, SpendBy.CONVERSATION, from, to, limit);
  }

  private Items<SpenderJson> list(
      String name,
      @Nullable String environment,
      SpendBy by,
      @Nullable String from,
      @Nullable String to,
      int limit) {
    String where =
        environment != null
            ? environment
            : agents
                .environmentOf(tenant, name)
                .orElseThrow(() -> new NotFoundException("no agent named " + name));
    Spending all =
        spending.of(Slice.ofAgent(tenant, where, name), by, AskedRange.of(from, to, clock), limit);
    return Items.all(all.top().stream().map(spender -> SpenderJson.of(spender, all)).toList());
  }
}
