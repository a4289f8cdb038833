package dev.leeway.signals.rule;

/** In what way a run goes round in circles, and the signal that counts it. */
public enum LoopKind {
  /** One call of a tool, with the same arguments. */
  REPEAT("loop.repeat"),
  /** One call of a tool, its arguments hardly changed. */
  NEAR_REPEAT("loop.near"),
  /** A few calls in turn: A, B, A, B. */
  CYCLE("loop.cycle"),
  /** A number in a tool's arguments, or in what it answers, that grows from call to call. */
  ESCALATION("loop.escalation"),
  /** More steps, tokens or money than any run may take. */
  SPEND("loop.spend"),
  /** One answer of a model. */
  OUTPUT("loop.repeat_output"),
  /** One piece of code that the agent has run. */
  CODE("loop.repeat_code"),
  /** One error. */
  ERROR("error.repeat");

  private final String signal;

  LoopKind(String signal) {
    this.signal = signal;
  }

  public String signal() {
    return signal;
  }
}
