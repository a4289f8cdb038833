package dev.leeway.clickhouse.supervisor;

/**
 * Whether the engine would work now.
 *
 * @param detail why not, or what was seen
 */
public record EngineHealth(boolean ready, String detail) {}
