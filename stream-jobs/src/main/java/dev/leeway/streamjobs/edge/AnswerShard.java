package dev.leeway.streamjobs.edge;

import dev.leeway.signals.catalogue.Answered;

/**
 * A tenant's share of agents whose answers are remembered, and bounded, together: by agent alone
 * nothing would bound them, and all of a tenant in one place would be compared in one place.
 */
public record AnswerShard(String tenantId, int number) {
  /** How many shards a tenant has. It never changes: keyed state lies under these numbers. */
  public static final int SHARDS = 64;

  public static AnswerShard of(Answered answered) {
    return new AnswerShard(answered.tenantId(), (int) (answered.agent() >>> 58));
  }
}
