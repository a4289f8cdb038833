package dev.leeway.signals.grounding;

import java.util.Optional;

/**
 * A claim with what the evidence says of it.
 *
 * @param spanId of the answer or tool call that makes it
 * @param start of the claim in that text, with end
 * @param evidence where the value, or the one that contradicts it, was seen first
 */
public record CheckedClaim(
    long spanId, ClaimKind kind, int start, int end, Verdict verdict, Optional<Seen> evidence) {

  /**
   * Where something was seen.
   *
   * @param spanId zero where it was not kept
   * @param role the strongest that said it
   * @param other the value that is there in place of the claimed one, such as {@code 482.15 USD};
   *     empty where it is the same
   */
  public record Seen(long spanId, EvidenceRole role, String other) {}
}
