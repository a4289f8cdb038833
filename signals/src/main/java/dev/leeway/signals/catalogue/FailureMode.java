package dev.leeway.signals.catalogue;

/** The ways in which agents fail in production, and that signals are there to show. */
public enum FailureMode {
  LATENCY_CASCADE("A", "a slow call times out, is tried again, and adds the load that slows it"),
  HARDER_INPUTS("B", "cost follows the complexity of inputs, not the number of requests"),
  SILENT_CHANGE("C", "another model or prompt version breaks consumers without an error"),
  STALE_DATA("D", "a data pipeline stopped and everything still answers 200"),
  SERVING_LIMITS("E", "memory, batches, caches and queues of the inference runtime are full"),
  PROVIDER_LIMITS("F", "rate limits and outages of providers, several at once on failover"),
  WRONG_ANSWERS("G", "wrong with confidence: facts, products and actions that are not there"),
  RUNAWAY("H", "the same tool again and again, an order that grows and grows"),
  CORRUPTED_REPLICA("I", "one replica or host is slightly wrong"),
  HARMFUL_TELEMETRY("J", "watching takes down what is watched, or sees less than it says");

  private final String letter;
  private final String meaning;

  FailureMode(String letter, String meaning) {
    this.letter = letter;
    this.meaning = meaning;
  }

  /** As the documents refer to it. */
  public String letter() {
    return letter;
  }

  public String meaning() {
    return meaning;
  }
}
