package dev.leeway.simulator.fleet;

/** What can be made to go wrong, after the failure modes that are met in production. */
public enum Failure {
  /** Prompts get twice as long at the same request rate. */
  HARDER_INPUTS,
  /** The provider answers slowly with errors, and every call is tried again and again. */
  RETRY_STORM,
  /** A run calls the same tool with the same arguments until it is stopped. */
  LOOP,
  /** Another model answers behind the same name: longer answers, slower, other finish reasons. */
  MODEL_CHANGE,
  /** The knowledge base stops being updated; answers go on from what it held. */
  STALE_SOURCE,
  /** The provider refuses every call. */
  OUTAGE;

  /** The name as it is typed: lower case with dashes. */
  public String option() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  public static Failure parse(String option) {
    for (Failure failure : values()) {
      if (failure.option().equals(option)) {
        return failure;
      }
    }
    throw new IllegalArgumentException(
        "expected harder-inputs, retry-storm, loop, model-change, stale-source or outage, came "
            + option);
  }
}
