package dev.leeway.storage.query;

import java.time.Instant;

/**
 * What the runs of one user or conversation used of an agent within a range.
 *
 * @param id the hash or id; empty for runs that tell none
 * @param costUsd zero where no price is known
 * @param lastStart when the last of the runs began
 */
public record Spender(
    String id, long runs, long inputTokens, long outputTokens, double costUsd, Instant lastStart) {

  public long tokens() {
    return inputTokens + outputTokens;
  }
}
