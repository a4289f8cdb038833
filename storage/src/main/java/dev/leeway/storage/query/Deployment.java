package dev.leeway.storage.query;

import java.time.Instant;

/** A marker: from then on this version was deployed. */
public record Deployment(String version, String note, Instant at) {}
