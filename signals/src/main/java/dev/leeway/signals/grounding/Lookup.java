package dev.leeway.signals.grounding;

import dev.leeway.signals.grounding.CheckedClaim.Seen;
import dev.leeway.signals.grounding.NumberPool.Known;
import java.util.List;
import java.util.Optional;

/** Looks claims up in what a run knew: as they are, without deriving anything. */
final class Lookup {
  private final RunEvidence known;

  Lookup(RunEvidence known) {
    this.known = known;
    known.settle();
  }

  /**
   * Supported, unsupported, or undecided.
   *
   * @param before only what was known by then counts
   */
  Found of(Claim claim, long before) {
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
        Optional.of(seen(TokenSample.rolesOf(found), TokenSample.sourceOf(found), "")));
  }

  private Seen seen(int roles, int source, String other) {
    return new Seen(known.sources().spanId(source), EvidenceRole.strongest(roles), other);
  }

  /** The longest label that a tool or document has one other value for. */
  Optional<Found> contradicted(Claim claim) {
    for (int i = claim.labels().length - 1; i >= 0; i--) {
      List<Known> others = known.numbers().labelled(claim.labels()[i], claim.value().kind());
      int facts = EvidenceRole.DOCUMENT.bit() | EvidenceRole.TOOL_RESULT.bit();
      if (others.size() == 1 && (others.getFirst().roles() & facts) != 0) {
        Known other = others.getFirst();
        String value = CanonicalForm.of(other.number(), other.unit());
        return Optional.of(
            new Found(
                Verdict.CONTRADICTED, Optional.of(seen(other.roles(), other.source(), value))));
      }
    }
    return Optional.empty();
  }

  /** The numbers that were known by then. */
  List<Known> numbers(long before) {
    return known.numbers().all().stream()
        .filter(number -> known.sources().millis(number.source()) <= before)
        .toList();
  }

  record Found(Verdict verdict, Optional<Seen> seen) {
    static final Found UNSUPPORTED = new Found(Verdict.UNSUPPORTED, Optional.empty());
    static final Found DERIVED = new Found(Verdict.DERIVED, Optional.empty());
    static final Found UNDECIDED = new Found(Verdict.UNDECIDED, Optional.empty());
  }
}
