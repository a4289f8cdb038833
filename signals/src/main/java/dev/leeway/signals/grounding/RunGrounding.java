package dev.leeway.signals.grounding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is kept of a run's texts to judge its answers: a bounded, mergeable state. It is a function
 * of the set of texts, whatever their order and however they were split among states before they
 * were merged; the same text given twice changes nothing. {@link GroundingReader} fills it. Not
 * thread-safe.
 *
 * <p>Beyond {@link GroundingLimits} it keeps the evidence with the smallest hashes, and judges only
 * claims that would be among them; the latest answers; and the arguments with the smallest hashes.
 */
public final class RunGrounding {
  private static final Comparator<Answer> BY_TIME =
      Comparator.comparingLong(Answer::millis)
          .thenComparing(Answer::spanId, Long::compareUnsigned)
          .thenComparingLong(Answer::textHash);

  private final GroundingLimits limits;
  private final RunEvidence known;
  private final WordSet said;
  private final WordSet saidRows;
  private final Map<Long, Answer> answers = new HashMap<>();
  private final TreeMap<Long, Argument> arguments = new TreeMap<>();
  private int actionsDone;
  private boolean tools;
  private boolean found;
  private boolean foundNothing;
  private boolean truncated;
  private boolean dropped;

  public RunGrounding(GroundingLimits limits) {
    this(limits, new RunEvidence(limits));
  }

  RunGrounding(GroundingLimits limits, RunEvidence known) {
    this.limits = limits;
    this.known = known;
    this.said = new WordSet(limits.answerWords());
    this.saidRows = new WordSet(limits.answerWords());
  }

  /** Takes in all that another state has, which stays as it is. */
  public RunGrounding merge(RunGrounding other) {
    known.merge(other.known);
    said.merge(other.said);
    saidRows.merge(other.saidRows);
    other.answers.values().forEach(this::add);
    other.arguments.values().forEach(this::add);
    actionsDone |= other.actionsDone;
    tools |= other.tools;
    found |= other.found;
    foundNothing |= other.foundNothing;
    truncated |= other.truncated;
    dropped |= other.dropped;
    return this;
  }

  /** The judgement over all that came so far. */
  public GroundingResult result() {
    return new Judge(this).result();
  }

  /** Versioned bytes; equal states are equal bytes. */
  public byte[] bytes() {
    return GroundingCodec.bytes(this);
  }

  /** The state that wrote these bytes. */
  public static RunGrounding of(GroundingLimits limits, byte[] bytes) {
    return GroundingCodec.read(limits, bytes);
  }

  /** How many hashes of evidence are kept: at most 2,048. */
  public int hashes() {
    return known.hashes();
  }

  /** Whether nothing was read yet, so that there is nothing to keep. */
  public boolean isEmpty() {
    return known.isEmpty()
        && answers.isEmpty()
        && arguments.isEmpty()
        && !tools
        && !found
        && !foundNothing;
  }

  void add(Answer answer) {
    Answer other = answers.get(answer.textHash());
    if (other == null || BY_TIME.compare(answer, other) < 0) {
      answers.put(answer.textHash(), answer);
    }
    while (answers.size() > limits.answers() || claims() > limits.claims()) {
      if (answers.size() == 1) {
        return;
      }
      Answer oldest = answers.values().stream().min(BY_TIME).orElseThrow();
      answers.remove(oldest.textHash());
      dropped = true;
    }
  }

  void add(Argument argument) {
    Value value = argument.claim().value();
    long key =
        FactHash.then(
            FactHash.ofNumber(value.unit(), value.number()), value.text() + value.kind().code());
    Argument other = arguments.get(key);
    arguments.put(key, other == null ? argument : argument.with(other));
    if (arguments.size() > limits.arguments()) {
      arguments.pollLastEntry();
      dropped = true;
    }
  }

  private int claims() {
    int count = 0;
    for (Answer answer : answers.values()) {
      count += answer.claims().size();
    }
    return count;
  }

  /** A word of a tool's name or result, which may say that something was done. */
  void actionDone(long stem) {
    actionsDone |= ActionWords.groups(stem);
  }

  void toolsShown() {
    tools = true;
  }

  void retrieved(boolean anything) {
    found |= anything;
    foundNothing |= !anything;
  }

  void cut() {
    truncated = true;
  }

  RunEvidence known() {
    return known;
  }

  /** Distinct content words of the answers. */
  WordSet said() {
    return said;
  }

  /** Distinct rows of three words of the answers. */
  WordSet saidRows() {
    return saidRows;
  }

  GroundingLimits limits() {
    return limits;
  }

  List<Answer> answers() {
    List<Answer> sorted = new ArrayList<>(answers.values());
    sorted.sort(BY_TIME);
    return sorted;
  }

  List<Argument> arguments() {
    return List.copyOf(arguments.values());
  }

  int actionsDone() {
    return actionsDone;
  }

  /** Bits of what is known to have been: for the bytes. */
  int marks() {
    return (tools ? 1 : 0)
        | (found ? 2 : 0)
        | (foundNothing ? 4 : 0)
        | (truncated ? 8 : 0)
        | (dropped ? 16 : 0);
  }

  void mark(int marks, int actions) {
    tools = (marks & 1) != 0;
    found = (marks & 2) != 0;
    foundNothing = (marks & 4) != 0;
    truncated = (marks & 8) != 0;
    dropped = (marks & 16) != 0;
    actionsDone = actions;
  }

  boolean tools() {
    return tools;
  }

  boolean found() {
    return found;
  }

  boolean foundNothing() {
    return foundNothing;
  }

  boolean truncated() {
    return truncated;
  }

  boolean dropped() {
    return dropped;
  }
}
