package dev.leeway.signals.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SliceBudgetTest {
  private static final Slice SHOP = Slice.ofAgent("acme", "production", "shop");
  private static final int HALF_LIFE = 900;
  private int traces;

  @Test
  void aBusySliceThatComesAfterFiveThousandIdleOnesGetsAPlace() {
    SliceBudget budget = new SliceBudget(5_000, HALF_LIFE);
    for (int user = 0; user < 5_000; user++) {
      see(budget, user(user), 1);
    }
    Slice busy = SHOP.with("version", "2.0");
    see(budget, busy, 38);
    budget.drained();
    assertThat(admit(budget, busy)).isEqualTo(SHOP.with("version", Dimensions.OTHER));
    budget.drained();
    assertThat(admit(budget, busy)).isEqualTo(busy);
    assertThat(budget.overflowed()).isEqualTo(39);
    assertThat(budget.replaced()).isEqualTo(1);
    assertThat(budget.active()).isEqualTo(5_000);
  }

  @Test
  void theLeastActiveGivesItsPlace() {
    SliceBudget budget = new SliceBudget(3, HALF_LIFE);
    see(budget, user(1), 20);
    see(budget, user(2), 5);
    see(budget, user(3), 10);
    see(budget, user(4), 100);
    budget.drained();
    assertThat(kept(budget, 5)).containsExactly(user(1), user(3), user(4));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void equallyActiveSlicesDoNotChangePlaces(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SliceBudget budget = new SliceBudget(500, 30);
    for (int drain = 0; drain < 10 * 30; drain++) {
      for (int i = 0; i < 1_000; i++) {
        see(budget, user(random.nextInt(1_000)), 1);
      }
      budget.drained();
    }
    assertThat(budget.active()).isEqualTo(500);
    assertThat(budget.overflowed()).isPositive();
    assertThat(budget.replaced()).isZero();
  }

  static LongStream seeds() {
    return LongStream.range(0, 5);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theMostActiveHaveThePlacesWhoeverCameFirst(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SliceBudget budget = new SliceBudget(100, HALF_LIFE);
    for (int drain = 0; drain < 50; drain++) {
      for (int user = 0; user < 300; user++) {
        see(budget, user(user), user < 250 ? random.nextInt(2) : 10);
      }
      budget.drained();
    }
    assertThat(budget.active()).isEqualTo(100);
    assertThat(kept(budget, 300))
        .containsAll(LongStream.range(250, 300).mapToObj(this::user).toList());
  }

  @Test
  void aRunOfManyCallsIsNoMoreActiveThanOneOfFew() {
    SliceBudget budget = new SliceBudget(1, HALF_LIFE);
    see(budget, user(1), 1);
    for (int span = 0; span < 1_000; span++) {
      budget.admit(user(2), "the same trace");
    }
    budget.drained();
    assertThat(kept(budget, 3)).containsExactly(user(1));
  }

  @Test
  void whatHasNoTraceCountsEachTime() {
    SliceBudget budget = new SliceBudget(1, HALF_LIFE);
    see(budget, user(1), 1);
    for (int point = 0; point < 100; point++) {
      budget.admit(user(2), "");
    }
    budget.drained();
    assertThat(kept(budget, 3)).containsExactly(user(2));
  }

  @Test
  void aSliceThatWasBusyLongAgoIsForgotten() {
    SliceBudget budget = new SliceBudget(1, 2);
    see(budget, user(1), 1_000);
    for (int drain = 0; drain < 2 * 9; drain++) {
      budget.drained();
      assertThat(budget.active()).isEqualTo(1);
    }
    budget.drained();
    budget.drained();
    assertThat(budget.active()).isZero();
    assertThat(admit(budget, user(2))).isEqualTo(user(2));
  }

  @Test
  void anAgentTakesThePlaceOfTheLeastActiveOfItsTenantsFurtherSlicesAtOnce() {
    SliceBudget budget = new SliceBudget(4, HALF_LIFE);
    see(budget, SHOP, 1);
    see(budget, user(1), 9);
    see(budget, user(2), 2);
    see(budget, user(3), 9);
    Slice other = Slice.ofAgent("acme", "production", "newcomer");
    assertThat(admit(budget, other)).isEqualTo(other);
    assertThat(kept(budget, 4)).containsExactly(user(1), user(3));
  }

  @Test
  void anAgentNeverGivesItsPlaceToAFurtherSlice() {
    SliceBudget budget = new SliceBudget(1, HALF_LIFE);
    see(budget, SHOP, 1);
    see(budget, user(1), 100_000);
    budget.drained();
    assertThat(admit(budget, SHOP)).isEqualTo(SHOP);
    assertThat(budget.replaced()).isZero();
  }

  @Test
  void madeUpNamesOfAgentsTakeHalfOfThePlacesAtMost() {
    SliceBudget budget = new SliceBudget(10, HALF_LIFE);
    see(budget, SHOP, 1);
    for (int user = 0; user < 9; user++) {
      see(budget, user(user), 2);
    }
    for (int name = 0; name < 1_000; name++) {
      see(budget, Slice.ofAgent("acme", "production", "made-up-" + name), 1);
    }
    budget.drained();
    assertThat(kept(budget, 9)).hasSize(5);
    assertThat(admit(budget, SHOP)).isEqualTo(SHOP);
    assertThat(budget.overflowed()).isEqualTo(1_000 - 4 + 4);
  }

  @Test
  void cohortsTakePlacesOfCohortsAlone() {
    SliceBudget budget = new SliceBudget(4, HALF_LIFE);
    see(budget, SHOP.with(Dimensions.COHORT, "a"), 1);
    see(budget, SHOP.with(Dimensions.COHORT, "b"), 2);
    see(budget, user(1), 1);
    see(budget, user(2), 1);
    see(budget, SHOP.with(Dimensions.COHORT, "c"), 100);
    see(budget, SHOP.with(Dimensions.COHORT, "d"), 90);
    see(budget, SHOP.with(Dimensions.COHORT, "e"), 80);
    budget.drained();
    assertThat(kept(budget, 3)).containsExactly(user(1), user(2));
    assertThat(admit(budget, SHOP.with(Dimensions.COHORT, "c")).value()).isEqualTo("c");
    assertThat(admit(budget, SHOP.with(Dimensions.COHORT, "d")).value()).isEqualTo("d");
  }

  @Test
  void itRemembersAsManySlicesAgainAsHaveAPlaceAndStillFindsABusyOneAmongThem() {
    TenantSlices slices = new TenantSlices(100);
    Slice busy = SHOP.with("version", "2.0");
    int waitingMost = 0;
    for (int user = 0; user < 100_000; user++) {
      slices.admit(user(user), "trace-" + user);
      waitingMost = Math.max(waitingMost, slices.waiting());
      if (user > 100 && user % 25 == 0) {
        slices.admit(busy, "trace-" + user);
      }
    }
    assertThat(slices.active()).isEqualTo(100);
    assertThat(waitingMost).isEqualTo(100);
    assertThat(slices.rank()).isEqualTo(1);
    assertThat(slices.admit(busy, "another")).isTrue();
    assertThat(slices.active()).isEqualTo(100);
  }

  @Test
  void theSameEventsInTheSameOrderKeepTheSameSlices() {
    List<Set<Slice>> twice = new ArrayList<>();
    for (int time = 0; time < 2; time++) {
      SplittableRandom random = new SplittableRandom(11);
      SliceBudget budget = new SliceBudget(50, 10);
      for (int drain = 0; drain < 200; drain++) {
        for (int i = 0; i < 300; i++) {
          long phase = drain / 50 * 1_000L;
          see(budget, user(phase + (long) Math.exp(random.nextDouble() * 6)), 1);
        }
        budget.drained();
      }
      assertThat(budget.replaced()).isPositive();
      twice.add(new HashSet<>(kept(budget, 4_000)));
    }
    assertThat(twice.getFirst()).isEqualTo(twice.getLast());
  }

  @Test
  void aTenantOfWhichNothingIsSeenAnyMoreIsForgotten() {
    SliceBudget budget = new SliceBudget(5, 1);
    see(budget, SHOP, 1);
    see(budget, user(1), 1);
    budget.drained();
    assertThat(budget.active()).isZero();
  }

  private Slice user(long number) {
    return SHOP.with("user", "u" + number);
  }

  private void see(SliceBudget budget, Slice slice, int times) {
    for (int i = 0; i < times; i++) {
      admit(budget, slice);
    }
  }

  private Slice admit(SliceBudget budget, Slice slice) {
    return budget.admit(slice, "trace-" + traces++);
  }

  /** Which of the first so many users have a place. */
  private List<Slice> kept(SliceBudget budget, int users) {
    return LongStream.range(0, users)
        .mapToObj(this::user)
        .filter(user -> admit(budget, user).equals(user))
        .toList();
  }
}
