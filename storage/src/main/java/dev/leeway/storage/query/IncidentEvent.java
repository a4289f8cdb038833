package dev.leeway.storage.query;

import java.time.Instant;

/**
 * Something that a person did about an incident.
 *
 * @param revision grows with each event of an incident
 * @param kind {@code ACKNOWLEDGED}, {@code SILENCED}, {@code RESOLVED}, {@code REOPENED}
 * @param body the event as JSON, as it stands in the topic
 */
public record IncidentEvent(
    String tenantId,
    String incidentId,
    long revision,
    String kind,
    Instant at,
    String actor,
    String body) {}
