package dev.leeway.signals.grounding;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a run's answers and tool calls have for their ground.
 *
 * @param claims of the answers, undecided ones too
 * @param arguments checkable values in tool calls
 * @param actions empty where the run showed no tools, because then nothing can match
 * @param evidence whether there was any to check against
 * @param words distinct content words of the answers, in the evidence
 * @param rows distinct rows of three words, likewise: how far the evidence is repeated literally
 * @param retrieved whether the run asked tools or retrievers for anything
 * @param confidentEmpty whether none of them found anything and an answer was given all the same
 * @param overflowed whether evidence was more than is kept, and so a sample
 * @param truncated whether texts were longer than is read
 * @param dropped whether claims, answers or arguments were beyond the limits
 */
public record GroundingResult(
    List<CheckedClaim> claims,
    List<CheckedClaim> arguments,
    List<ClaimedAction> actions,
    boolean evidence,
    Overlap words,
    Overlap rows,
    boolean retrieved,
    boolean confidentEmpty,
    boolean overflowed,
    boolean truncated,
    boolean dropped) {
  /** The names that {@link #signals()} may have. */
  public static final Set<String> SIGNALS =
      Set.of(
          "grounding.score",
          "grounding.unsupported",
          "grounding.contradiction",
          "grounding.novel_words",
          "grounding.confident_empty",
          "grounding.actions_unmatched",
          "tool.args_ungrounded");

  public GroundingResult {
    claims = List.copyOf(claims);
    arguments = List.copyOf(arguments);
    actions = List.copyOf(actions);
  }

  /** Supported or derived ÷ decided claims; empty without evidence or without a decided claim. */
  public OptionalDouble score() {
    long decided = claims.size() - count(Verdict.UNDECIDED);
    return !evidence || decided == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) supported() / decided);
  }

  public long supported() {
    return count(Verdict.SUPPORTED) + count(Verdict.DERIVED);
  }

  /** Claims that are nowhere in the evidence, contradicted ones among them. */
  public long unsupported() {
    return count(Verdict.UNSUPPORTED) + count(Verdict.CONTRADICTED);
  }

  public long contradicted() {
    return count(Verdict.CONTRADICTED);
  }

  public long ungroundedArguments() {
    return arguments.stream().filter(one -> one.verdict() == Verdict.UNSUPPORTED).count();
  }

  public long unmatchedActions() {
    return actions.stream().filter(action -> !action.matched()).count();
  }

  /** Share of the answers' words that the evidence has; empty where there are none. */
  public OptionalDouble coverage() {
    return !evidence || words.decided() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(1 - words.novelShare());
  }

  /**
   * About how many distinct content words of the answers the evidence doesn't have (drift.md S12);
   * of a sample, as many as it foretells of all.
   */
  public OptionalDouble novelWords() {
    return !evidence || words.decided() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.rint(words.novelShare() * words.of()));
  }

  /** What it says as signals; absent where it cannot say. */
  public Map<String, Double> signals() {
    Map<String, Double> signals = new TreeMap<>();
    score()
        .ifPresent(score -> {
          signals.put("grounding.score", score);
          signals.put("grounding.unsupported", (double) unsupported());
          signals.put("grounding.contradiction", (double) contradicted());
        });
    novelWords().ifPresent(novel -> signals.put("grounding.novel_words", novel));
    if (arguments.stream().anyMatch(one -> one.verdict() != Verdict.UNDECIDED)) {
      signals.put("tool.args_ungrounded", (double) ungroundedArguments());
    }
    if (!actions.isEmpty()) {
      signals.put("grounding.actions_unmatched", (double) unmatchedActions());
    }
    if (retrieved) {
      signals.put("grounding.confident_empty", confidentEmpty ? 1.0 : 0.0);
    }
    return signals;
  }

  private long count(Verdict verdict) {
    return claims.stream().filter(claim -> claim.verdict() == verdict).count();
  }
}
