package dev.leeway.webui.finding;

import dev.leeway.signals.drift.DriftDetail;
import dev.leeway.storage.query.Deployment;
import dev.leeway.storage.query.SeriesStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened around a finding, and what is known of it beyond its numbers.
 *
 * @param detail empty for findings of rules
 * @param status where its signal stands now
 * @param newModels when each model was first seen that was not there before
 */
record Surrounding(
    Optional<DriftDetail> detail,
    Optional<SeriesStatus> status,
    List<Deployment> deployments,
    Map<String, Instant> newModels) {
  Surrounding {
    deployments = List.copyOf(deployments);
    newModels = Map.copyOf(newModels);
  }
}
