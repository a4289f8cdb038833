package dev.leeway.storage.row;

import dev.leeway.signals.event.Content;

/**
 * Payload text of a tenant as it is stored.
 *
 * @param appendMillis the broker's append time of the record that carried it
 */
public record ContentRow(String tenantId, Content content, long appendMillis) {}
