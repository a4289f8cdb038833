package dev.leeway.storage.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/** The history of incidents in ClickHouse, a copy of the topic {@code leeway.incidents}. */
public final class IncidentEventStore {
  public static final int EVENTS_MAX = 1_000;

  private final Queries queries;

  public IncidentEventStore(DataSource source) {
    queries = new Queries(source);
  }

  /** Adds a copy; the same event again collapses with the first. */
  public void append(IncidentEvent event) {
    queries.insert(
        "append incident event",
        """
        INSERT INTO incident_events (tenant_id, incident_id, revision, kind, at, actor, body)
        VALUES (?, ?, ?, ?, fromUnixTimestamp64Milli(toInt64(?)), ?, ?)
        """,
        event.tenantId(),
        event.incidentId(),
        event.revision(),
        event.kind(),
        event.at().toEpochMilli(),
        event.actor(),
        event.body());
  }

  /** All events of these incidents, oldest first. */
  public List<IncidentEvent> of(String tenantId, Collection<String> incidentIds) {
    if (incidentIds.isEmpty()) {
      return List.of();
    }
    List<Object> parameters = new ArrayList<>();
    parameters.add(tenantId);
    parameters.addAll(incidentIds);
    parameters.add(EVENTS_MAX);
    return queries.list(
        "incident events",
        """
        SELECT incident_id, revision, kind, toUnixTimestamp64Milli(at) AS at_ms, actor, body
        FROM incident_events FINAL
        WHERE tenant_id = ? AND incident_id IN (%s)
        ORDER BY revision
        LIMIT ?
        """
            .formatted(Queries.placeholders(incidentIds.size(), "?")),
        row ->
            new IncidentEvent(
                tenantId,
                row.getString("incident_id"),
                row.getLong("revision"),
                row.getString("kind"),
                Instant.ofEpochMilli(row.getLong("at_ms")),
                row.getString("actor"),
                row.getString("body")),
        parameters.toArray());
  }
}
