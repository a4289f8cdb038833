package dev.leeway.streamjobs.job;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One way to start the job.
 *
 * @param checkpoint to be restored; empty to read Kafka from its beginning
 * @param newest whether nothing that was stored can be younger than that checkpoint; if not,
 *     storage is asked about everything that is read again
 */
record Attempt(Optional<Path> checkpoint, boolean newest) {

  @Override
  public String toString() {
    return checkpoint.map(path -> "checkpoint " + path).orElse("kafka's retention");
  }
}
