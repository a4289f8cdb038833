package dev.leeway.signals.grounding;

import dev.leeway.signals.grounding.Lookup.Found;
import dev.leeway.signals.grounding.NumberPool.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what a run's answers and tool calls say with what the run knew. */
final class Judge {
  /**
   * From so many distinct content words on, a text that was given is the material of the answer:
   * about 64 running words, of which half are short words or repeated.
   */
  private static final int GIVEN_WORDS_MIN = 32;

  private static final int CONFIDENT_WORDS_MIN = 8;
  private static final int NEAREST_SAID = 4;
  private final RunGrounding run;
  private final RunEvidence known;
  private final Lookup lookup;

  Judge(RunGrounding run) {
    this.run = run;
    this.known = run.known();
    this.lookup = new Lookup(known);
  }

  GroundingResult result() {
    List<CheckedClaim> claims = new ArrayList<>();
    List<ClaimedAction> actions = new ArrayList<>();
    boolean confident = false;
    for (Answer answer : run.answers()) {
      claims.addAll(checked(answer));
      if (run.tools()) {
        answer.actions().forEach(action -> actions.add(matched(answer, action)));
      }
      confident |= !answer.hedged() && answer.wordCount() >= CONFIDENT_WORDS_MIN;
    }
    return new GroundingResult(
        claims,
        run.arguments().stream()
            .filter(argument -> !argument.onlyRefused())
            .map(argument -> checked(argument))
            .toList(),
        actions,
        hasEvidence(),
        Overlap.of(run.said().sorted(), known::findWord),
        Overlap.of(run.saidRows().sorted(), known::findShingle),
        run.found() || run.foundNothing(),
        run.foundNothing() && !run.found() && confident,
        known.overflowed(),
        run.truncated(),
        run.dropped());
  }

  /**
   * An argument of a tool call. Where the user was not heard it may have come from there. A
   * derivation that chance explains is none: what an agent acts on must have been seen.
   */
  private CheckedClaim checked(Argument argument) {
    Claim claim = argument.claim();
    Found found = Found.UNDECIDED;
    if (known.words(EvidenceRole.USER) > 0) {
      found = lookup.of(claim, argument.millis());
      if (found.verdict() == Verdict.UNSUPPORTED && claim.value().kind().addable()) {
        found = derivedArgument(claim.value(), argument.millis());
      }
    }
    return told(argument.spanId(), claim, found);
  }

  private Found derivedArgument(Value value, long before) {
    if (Derivation.of(value, lookup.numbers(before)).equals(Optional.of(Verdict.DERIVED))) {
      return Found.DERIVED;
    }
    return known.numbers().overflowed() ? Found.UNDECIDED : Found.UNSUPPORTED;
  }

  /**
   * Retrieved or computed, or a text that was given to work on. Of instructions it is told by the
   * answer, which repeats its material: rules and manners say other words than the answers do.
   */
  private boolean hasEvidence() {
    if (run.found() || known.words(EvidenceRole.USER) >= GIVEN_WORDS_MIN) {
      return true;
    }
    Overlap words = Overlap.of(run.said().sorted(), known::findWord);
    return known.words(EvidenceRole.SYSTEM) >= GIVEN_WORDS_MIN
        && words.decided() >= CONFIDENT_WORDS_MIN
        && words.novelShare() <= 0.5;
  }

  private ClaimedAction matched(Answer answer, ActionTrail.Action action) {
    boolean done = (run.actionsDone() & 1 << action.group()) != 0;
    return new ClaimedAction(answer.spanId(), action.start(), action.end(), done);
  }

  /**
   * The claims of an answer. Those that stand are the nearest ground for the ones after them: "$329
   * of your $500 leave $171".
   */
  private List<CheckedClaim> checked(Answer answer) {
    List<Known> said = new ArrayList<>();
    List<CheckedClaim> checked = new ArrayList<>();
    for (Claim claim : answer.claims()) {
      CheckedClaim one = told(answer.spanId(), claim, judged(claim, said));
      checked.add(one);
      Value value = claim.value();
      boolean stands = one.verdict() == Verdict.SUPPORTED || one.verdict() == Verdict.DERIVED;
      if (stands && value.kind().addable()) {
        said.add(new Known(value.number(), value.unit(), 0, 0, Sources.UNKNOWN, false));
      }
    }
    return checked;
  }

  /**
   * One claim of an answer.
   *
   * @param said numbers that stand before it
   */
  private Found judged(Claim claim, List<Known> said) {
    Found found = lookup.of(claim, Long.MAX_VALUE);
    if (found.verdict() != Verdict.UNSUPPORTED) {
      return found;
    }
    Value value = claim.value();
    if (!value.kind().addable()) {
      return lookup.contradicted(claim).orElse(found);
    }
    if (Derivation.follows(value, said, NEAREST_SAID)) {
      return Found.DERIVED;
    }
    Optional<Verdict> derived = Derivation.of(value, lookup.numbers(Long.MAX_VALUE));
    if (derived.equals(Optional.of(Verdict.DERIVED))) {
      return Found.DERIVED;
    }
    boolean open = derived.isPresent() || known.numbers().overflowed();
    return lookup.contradicted(claim).orElse(open ? Found.UNDECIDED : found);
  }

  /** Of a text that was cut, nobody knows what the rest would have said. */
  private CheckedClaim told(long spanId, Claim claim, Found found) {
    Value value = claim.value();
    boolean open = run.truncated() && found.verdict() == Verdict.UNSUPPORTED;
    return new CheckedClaim(
        spanId,
        value.kind(),
        value.start(),
        value.end(),
        open ? Verdict.UNDECIDED : found.verdict(),
        found.seen());
  }
}
