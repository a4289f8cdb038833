package dev.leeway.signals.grounding;

import dev.leeway.signals.grounding.NumberPool.Known;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Whether a number follows from numbers that are known: by rounding, as their sum or difference, as
 * a multiple or part by a small count, as a product, as a share or change in percent. The tolerance
 * is half of the last place that the claim itself wrote.
 *
 * <p>With many numbers some pair hits any value by chance. So for each kind of derivation those
 * that fall near the claim are counted too; where a hit was to be expected with more than {@link
 * #CHANCE_MAX}, it proves nothing.
 */
final class Derivation {
  static final double CHANCE_MAX = 0.2;
  private static final int OPERANDS_MAX = 128;
  private static final int COUNT_MAX = 12;
  private static final double ROOM = 1.0000001;
  private final Value claim;
  private final double tolerance;
  private final double nearby;
  private final Known[] operands;
  private int near;
  private boolean hit;
  private boolean byChance;

  private Derivation(Value claim, Collection<Known> numbers) {
    this.claim = claim;
    this.tolerance = Math.max(claim.tolerance(), claim.number() * 1e-9) * ROOM;
    this.nearby = Math.max(20 * tolerance, 0.1 * claim.number());
    this.operands =
        numbers.stream()
            .filter(known -> fits(claim.unit(), known.unit()))
            .limit(OPERANDS_MAX)
            .toArray(Known[]::new);
  }

  /** Derived, undecided, or empty where nothing leads to it. */
  static Optional<Verdict> of(Value claim, Collection<Known> numbers) {
    Derivation derivation = new Derivation(claim, numbers);
    if (derivation.rounds() || derivation.leads()) {
      return Optional.of(Verdict.DERIVED);
    }
    return derivation.byChance ? Optional.of(Verdict.UNDECIDED) : Optional.empty();
  }

  /**
   * The same, first from those said last, of which few can lead to it by chance: "$105 + $263 =
   * $368".
   */
  static boolean follows(Value claim, List<Known> said, int nearest) {
    List<Known> last = said.subList(Math.max(0, said.size() - nearest), said.size());
    return of(claim, last).equals(Optional.of(Verdict.DERIVED))
        || of(claim, said).equals(Optional.of(Verdict.DERIVED));
  }

  /** Numbers without a unit fit everything that can be added. */
  private static boolean fits(int claimed, int known) {
    if (claimed == Unit.SECONDS && known == Unit.TIME) {
      return true;
    }
    return known == Unit.NONE
        || known == claimed
        || ((claimed == Unit.NONE || claimed == Unit.PERCENT) && Unit.kind(known).addable());
  }

  private boolean rounds() {
    for (Known known : operands) {
      if (known.number() != 0 && Math.abs(known.number() - claim.number()) <= tolerance) {
        return true;
      }
    }
    return false;
  }

  private boolean leads() {
    if (claim.unit() == Unit.PERCENT) {
      return tells(this::shares);
    }
    return tells(this::sums) || tells(this::counts) || tells(this::products);
  }

  private boolean tells(Runnable derivations) {
    near = 0;
    hit = false;
    derivations.run();
    // Expected hits = near × width of a hit ÷ width of nearby; chance = 1 − e^−expected.
    double expected = (near - 1) * tolerance / nearby;
    boolean chance = hit && 1 - Math.exp(-expected) > CHANCE_MAX;
    byChance |= chance;
    return hit && !chance;
  }

  private void sums() {
    for (int i = 0; i < operands.length; i++) {
      for (int j = 0; j < i; j++) {
        meet(operands[i].number() + operands[j].number());
        meet(Math.abs(operands[i].number() - operands[j].number()));
      }
    }
  }

  /** Three of them, or each of two. */
  private void counts() {
    for (Known operand : operands) {
      for (int count = 2; count <= COUNT_MAX; count++) {
        meet(operand.number() * count);
        meet(operand.number() / count);
      }
    }
  }

  private void products() {
    for (int i = 0; i < operands.length; i++) {
      double a = operands[i].number();
      for (int j = 0; j < i; j++) {
        double b = operands[j].number();
        if (isCount(a) || isCount(b)) {
          meet(a * b);
        }
      }
    }
  }

  private static boolean isCount(double number) {
    return number > COUNT_MAX && number <= 100 && number == Math.rint(number);
  }

  private void shares() {
    for (Known part : operands) {
      for (Known whole : operands) {
        if (whole.number() != 0 && !part.equals(whole)) {
          meet(100 * part.number() / whole.number());
          meet(100 * Math.abs(part.number() - whole.number()) / whole.number());
        }
      }
    }
  }

  private void meet(double derived) {
    double difference = Math.abs(derived - claim.number());
    if (difference <= nearby) {
      near++;
      hit |= difference <= tolerance;
    }
  }
}
