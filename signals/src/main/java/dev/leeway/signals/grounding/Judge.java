package dev.leeway.signals.grounding;

import dev.leeway.signals.grounding.CheckedClaim.Seen;
import dev.leeway.signals.grounding.NumberPool.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what a run's answers and tool calls say with what the run knew. */
final class Judge {
  /** From so many words on, the user's own text is taken as the material of the answer. */
  private static final int USER_WORDS_MIN = 64;

  private static final int CONFIDENT_WORDS_MIN = 8;
  private static final int NEAREST_SAID = 4;
  private final RunGrounding run;
  private final RunEvidence known;

  Judge(RunGrounding run) {
    this.run = run;
    this.known = run.known();
    known.settle();
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
        run.arguments().stream().map(argument -> checked(argument)).toList(),
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

  /** Where the user was not heard, an argument may have come from there. */
  private CheckedClaim checked(Argument argument) {
    if (known.userWords() == 0) {
      Value value = argument.claim().value();
      return new CheckedClaim(
          argument.spanId(),
          value.kind(),
          value.start(),
          value.end(),
          Verdict.UNDECIDED,
          Optional.empty());
    }
    return checked(argument.spanId(), argument.claim(), argument.millis(), List.of());
  }

  /** Retrieved or computed, or a text that the user gave to work on. */
  private boolean hasEvidence() {
    return run.found() || known.userWords() >= USER_WORDS_MIN;
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
      CheckedClaim one = checked(answer.spanId(), claim, Long.MAX_VALUE, said);
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
   * One claim.
   *
   * @param before only what was known by then counts
   * @param said numbers that are supported beside it
   */
  private CheckedClaim checked(long spanId, Claim claim, long before, List<Known> said) {
    Value value = claim.value();
    Found found = looked(claim, before);
    if (found.verdict == Verdict.UNSUPPORTED) {
      boolean near = value.kind().addable() && Derivation.follows(value, said, NEAREST_SAID);
      found = near ? new Found(Verdict.DERIVED, Optional.empty()) : otherwise(claim, before);
    }
    Verdict verdict = found.verdict;
    if (run.truncated() && verdict == Verdict.UNSUPPORTED) {
      verdict = Verdict.UNDECIDED;
    }
    return new CheckedClaim(spanId, value.kind(), value.start(), value.end(), verdict, found.seen);
  }

  private Found looked(Claim claim, long before) {
    Value value = claim.value();
    return switch (value.kind()) {
      case NAME -> allWords(claim);
      case QUOTATION -> mostShingles(claim);
      case NUMBER, PERCENT, MONEY, QUANTITY, DATE, TIME, ID, URL, EMAIL -> anyValue(value, before);
    };
  }

  private Found anyValue(Value value, long before) {
    int[] best = {TokenSample.ABSENT};
    boolean[] unknown = {false};
    value.sought(key -> {
      int found = known.findValue(key);
      unknown[0] |= found == TokenSample.UNKNOWN;
      boolean inTime = found >= 0 && known.sources().millis(TokenSample.sourceOf(found)) <= before;
      if (inTime && best[0] < 0) {
        best[0] = found;
      }
    });
    if (unknown[0]) {
      return Found.UNDECIDED;
    }
    return best[0] >= 0 ? supported(best[0]) : Found.UNSUPPORTED;
  }

  private Found allWords(Claim claim) {
    int last = TokenSample.UNKNOWN;
    for (long word : claim.words()) {
      int found = known.findWord(word);
      if (found == TokenSample.ABSENT) {
        return Found.UNSUPPORTED;
      }
      last = found >= 0 ? found : last;
    }
    return last >= 0 ? supported(last) : Found.UNDECIDED;
  }

  /** Half of the rows are enough: a quotation may be shortened. */
  private Found mostShingles(Claim claim) {
    int decided = 0;
    int there = 0;
    int last = TokenSample.UNKNOWN;
    for (long shingle : claim.words()) {
      int found = known.findShingle(shingle);
      decided += found == TokenSample.UNKNOWN ? 0 : 1;
      if (found >= 0) {
        there++;
        last = found;
      }
    }
    if (decided == 0) {
      return Found.UNDECIDED;
    }
    return 2 * there >= decided ? supported(last) : Found.UNSUPPORTED;
  }

  private Found supported(int found) {
    return new Found(
        Verdict.SUPPORTED,
        Optional.of(seen(TokenSample.rolesOf(found), TokenSample.sourceOf(found))));
  }

  private Seen seen(int roles, int source) {
    return new Seen(known.sources().spanId(source), EvidenceRole.strongest(roles));
  }

  /** Derived, contradicted, or undecided because not all numbers were kept. */
  private Found otherwise(Claim claim, long before) {
    Value value = claim.value();
    if (value.kind().addable()) {
      List<Known> numbers =
          known.numbers().all().stream()
              .filter(number -> known.sources().millis(number.source()) <= before)
              .toList();
      Optional<Verdict> derived = Derivation.of(value, numbers);
      if (derived.isPresent()) {
        return new Found(derived.get(), Optional.empty());
      }
      if (known.numbers().overflowed()) {
        return Found.UNDECIDED;
      }
    }
    return contradicted(claim).orElse(Found.UNSUPPORTED);
  }

  /** The longest label that a tool or document has one other value for. */
  private Optional<Found> contradicted(Claim claim) {
    for (int i = claim.labels().length - 1; i >= 0; i--) {
      List<Known> others = known.numbers().labelled(claim.labels()[i], claim.value().kind());
      int facts = EvidenceRole.DOCUMENT.bit() | EvidenceRole.TOOL_RESULT.bit();
      if (others.size() == 1 && (others.getFirst().roles() & facts) != 0) {
        Known other = others.getFirst();
        return Optional.of(
            new Found(Verdict.CONTRADICTED, Optional.of(seen(other.roles(), other.source()))));
      }
    }
    return Optional.empty();
  }

  private record Found(Verdict verdict, Optional<Seen> seen) {
    static final Found UNSUPPORTED = new Found(Verdict.UNSUPPORTED, Optional.empty());
    static final Found UNDECIDED = new Found(Verdict.UNDECIDED, Optional.empty());
  }
}
