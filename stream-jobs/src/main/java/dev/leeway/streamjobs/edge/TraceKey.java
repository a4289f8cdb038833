package dev.leeway.streamjobs.edge;

/**
 * What runs are assembled by. Trace ids are the client's to choose, so the tenant is part of it.
 */
public record TraceKey(String tenantId, long traceHigh, long traceLow) {}
