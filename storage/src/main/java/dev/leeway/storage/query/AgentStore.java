package dev.leeway.storage.query;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads which agents there are. */
public final class AgentStore {
  public static final int AGENTS_MAX = 500;

  private static final Duration HEARD = Duration.ofHours(1);

  private final Queries queries;

  public AgentStore(DataSource source) {
    queries = new Queries(source);
  }

  /**
   * Agents with closed runs in the range, most runs first; if it reaches into the last hour, behind
   * them those whose spans arrived then: a newcomer's first run takes a while to close.
   */
  public List<KnownAgent> known(String tenantId, TimeRange range, Instant now) {
    Map<String, KnownAgent> known = new LinkedHashMap<>();
    for (KnownAgent agent : withRuns(tenantId, range, now)) {
      known.put(agent.environment() + '\0' + agent.name(), agent);
    }
    Instant lately = now.minus(HEARD);
    List<KnownAgent> justHeard =
        range.to().isAfter(lately) ? heardSince(tenantId, lately) : List.of();
    for (KnownAgent heard : justHeard) {
      known.merge(
          heard.environment() + '\0' + heard.name(),
          heard,
          (agent, just) ->
              new KnownAgent(agent.environment(), agent.name(), agent.runs(), just.lastSeenAt()));
    }
    return List.copyOf(known.values());
  }

  /** Agents with closed runs in the range, most runs first, at most {@link #AGENTS_MAX}. */
  public List<KnownAgent> withRuns(String tenantId, TimeRange range, Instant now) {
    return queries.list(
        "agents with runs",
        """
        SELECT any(slice) AS pairs, pairs['environment'] AS environment, pairs['agent'] AS agent,
            sum(count) AS runs, toUnixTimestamp(max(window_start)) AS last_window
        FROM signal_windows
        WHERE tenant_id = ? AND signal = 'run.count' AND window_seconds = ?
          AND window_start >= toDateTime(?) AND window_start < toDateTime(?)
          AND length(slice) = 2
        GROUP BY slice_id
        HAVING runs > 0
        ORDER BY runs DESC, agent
        LIMIT ?
        """,
        row ->
            new KnownAgent(
                row.getString("environment"),
                row.getString("agent"),
                row.getLong("runs"),
                Instant.ofEpochSecond(row.getLong("last_window"))),
        tenantId,
        WindowStep.of(range, WindowStep.POINTS_MAX, now).windowSeconds(),
        range.from().getEpochSecond(),
        range.to().getEpochSecond(),
        AGENTS_MAX);
  }

  /** Agents whose spans arrived since, whether or not a run has closed; {@code runs} is zero. */
  public List<KnownAgent> heardSince(String tenantId, Instant since) {
    return queries.list(
        "agents heard since",
        """
        SELECT environment, agent_name, toUnixTimestamp64Milli(max(append_time)) AS last_append
        FROM agent_events
        WHERE tenant_id = ? AND append_time >= fromUnixTimestamp64Milli(toInt64(?))
        GROUP BY environment, agent_name
        ORDER BY last_append DESC
        LIMIT ?
        """,
        row ->
            new KnownAgent(
                row.getString("environment"),
                row.getString("agent_name"),
                0,
                Instant.ofEpochMilli(row.getLong("last_append"))),
        tenantId,
        since.toEpochMilli(),
        AGENTS_MAX);
  }

  /** The environment in which an agent was heard last. */
  public Optional<String> environmentOf(String tenantId, String agent) {
    return queries.first(
        "environment of an agent",
        """
        SELECT any(slice)['environment'] AS environment
        FROM signal_windows
        WHERE tenant_id = ? AND signal = 'run.count' AND slice['agent'] = ? AND length(slice) = 2
        GROUP BY slice_id
        ORDER BY max(window_start) DESC
        LIMIT 1
        """,
        row -> row.getString("environment"),
        tenantId,
        agent);
  }

  /** Deployment markers of an agent in the range, oldest first. */
  public List<Deployment> deployments(String tenantId, String agent, TimeRange range) {
    return queries.list(
        "deployments",
        """
        SELECT version, note, toUnixTimestamp64Milli(deployed_at) AS at
        FROM deployments FINAL
        WHERE tenant_id = ? AND agent_name = ?
          AND deployed_at >= fromUnixTimestamp64Milli(toInt64(?))
          AND deployed_at < fromUnixTimestamp64Milli(toInt64(?))
        ORDER BY at
        LIMIT 50
        """,
        row ->
            new Deployment(
                row.getString("version"),
                row.getString("note"),
                Instant.ofEpochMilli(row.getLong("at"))),
        tenantId,
        agent,
        range.from().toEpochMilli(),
        range.to().toEpochMilli());
  }
}
