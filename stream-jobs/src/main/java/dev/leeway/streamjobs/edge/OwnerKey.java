package dev.leeway.streamjobs.edge;

/** Whose model servers and GPUs are kept together: a service in an environment of a tenant. */
public record OwnerKey(String tenantId, String environment, String owner) {}
