package dev.leeway.signals.condition.fault;

/** What a run may have done wrong by itself, as a category of its signal. */
public enum Fault {
  BROKEN_CONTRACT(
      "contract.violation",
      "BROKEN",
      "rule.contract",
      PageOn.SHARE,
      "answers",
      "broke what the rules file declares of them"),
  CONTRADICTION(
      "grounding.contradiction",
      "SOME",
      "rule.grounding",
      PageOn.RISE,
      "runs",
      "gave another value than the tool or document that names the same thing"),
  UNSUPPORTED(
      "grounding.unsupported",
      "SOME",
      "rule.grounding",
      PageOn.RISE,
      "runs",
      "claimed what is nowhere in what they knew"),
  CONFIDENT_EMPTY(
      "grounding.confident_empty",
      "SOME",
      "rule.grounding",
      PageOn.RISE,
      "runs",
      "answered without doubt though all that they asked for came back empty"),
  ARGUMENTS_INVALID(
      "tool.args_invalid",
      "INVALID",
      "rule.tool_arguments",
      PageOn.RISE,
      "runs",
      "called a tool that was not offered, or with arguments that its schema forbids"),
  /** Runs that have it end well nearly as often as others: docs/grounding.md has the numbers. */
  ARGUMENTS_UNGROUNDED(
      "tool.args_ungrounded",
      "SOME",
      "rule.tool_arguments",
      PageOn.SHARE,
      "runs",
      "gave a tool an id, date, address or number that nobody had said or found before");

  private final String signal;
  private final String category;
  private final String detector;
  private final PageOn usually;
  private final String who;
  private final String did;

  Fault(String signal, String category, String detector, PageOn usually, String who, String did) {
    this.signal = signal;
    this.category = category;
    this.detector = detector;
    this.usually = usually;
    this.who = who;
    this.did = did;
  }

  public String signal() {
    return signal;
  }

  /** The answer of the signal that says it. */
  public String category() {
    return category;
  }

  /** What its findings are called. */
  public String detector() {
    return detector;
  }

  /** What holds where the rules file says nothing. */
  public PageOn usually() {
    return usually;
  }

  /** What is counted: runs, or their answers. */
  public String who() {
    return who;
  }

  /** What they did, to follow on a number of them. */
  public String did() {
    return did;
  }
}
