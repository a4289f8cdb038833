package dev.leeway.signals.rules;

/**
 * When a replica differs from its peers, and when one has fallen silent: section {@code replicas}.
 * It has no keys yet.
 */
public record ReplicaRules() implements RuleSection {
  public static final Section<ReplicaRules> SECTION =
      Section.of("replicas", new ReplicaRules(), in -> new ReplicaRules());
}
