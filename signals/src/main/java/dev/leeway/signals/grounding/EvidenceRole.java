package dev.leeway.signals.grounding;

/** Where evidence comes from, the strongest first. The bit is stored and never changes. */
public enum EvidenceRole {
  /** What a retriever found. */
  DOCUMENT(1),
  TOOL_RESULT(2),
  /** The user's own words. */
  USER(4),
  /** Instructions: weaker, because they speak of rules and not of this case. */
  SYSTEM(8);

  private final int bit;

  EvidenceRole(int bit) {
    this.bit = bit;
  }

  int bit() {
    return bit;
  }

  /** The strongest of a set of roles; the weakest where the set is empty. */
  static EvidenceRole strongest(int bits) {
    for (EvidenceRole role : values()) {
      if ((bits & role.bit) != 0) {
        return role;
      }
    }
    return SYSTEM;
  }
}
