package dev.leeway.signals.rule;

import static dev.leeway.signals.event.SpanFixture.START_MILLIS;
import static dev.leeway.signals.event.SpanFixture.llm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SpendHistoryTest {
  private static final long WEEK = 7 * 86_400_000L;
  private static final UsualSpend CHEAP = new UsualSpend(200, 1, 1_000, 0.05);
  private final SpendHistory history = new SpendHistory();

  @Test
  void nothingIsUsualBeforeTwoHundredTraces() {
    learn(199, 0.05, START_MILLIS);
    assertThat(history.usual()).isEqualTo(UsualSpend.UNKNOWN);
    learn(1, 0.05, START_MILLIS);
    assertThat(history.usual().traces()).isEqualTo(200);
  }

  @Test
  void usualIsWhatNinetyNineOfAHundredStayedWithinAndAtMostAFifthMore() {
    learn(198, 0.05, START_MILLIS);
    learn(2, 3, START_MILLIS);
    assertThat(history.usual().usd()).isBetween(0.05, 0.05 * 1.2);
    assertThat(history.usual().tokens()).isBetween(100.0, 120.0);
    assertThat(history.usual().steps()).isBetween(1.0, 1.2);
    learn(1, 3, START_MILLIS);
    assertThat(history.usual().usd()).isBetween(3.0, 3 * 1.2);
  }

  @Test
  void whatNobodyReportsIsNotKnown() {
    learn(300, 0, START_MILLIS);
    assertThat(history.usual().usd()).isZero();
    assertThat(history.usual().steps()).isPositive();
  }

  @Test
  void tracesThatWereToldOfTeachNothingWhileTheyAreFew() {
    learn(300, 0.05, START_MILLIS);
    for (int i = 0; i < 30; i++) {
      history.learn(START_MILLIS, told());
    }
    learn(1, 0.05, START_MILLIS + WEEK);
    assertThat(history.usual().traces()).isEqualTo(301);
    assertThat(history.usual().usd()).isLessThan(0.06);
  }

  @Test
  void aTenthOfAWeeksTracesIsHowAnAgentWorksOnceTheWeekIsOver() {
    learn(300, 0.05, START_MILLIS);
    for (int i = 0; i < 34; i++) {
      history.learn(START_MILLIS, told());
    }
    assertThat(history.usual().usd()).isLessThan(0.06);
    learn(1, 0.05, START_MILLIS + WEEK);
    assertThat(history.usual().usd()).isBetween(2.0, 2.4);
  }

  @Test
  void whatIsTwoWeeksOldIsForgotten() {
    learn(300, 5, START_MILLIS);
    learn(300, 0.05, START_MILLIS + WEEK);
    assertThat(history.usual().traces()).isEqualTo(600);
    learn(300, 0.05, START_MILLIS + 2 * WEEK);
    assertThat(history.usual().usd()).isLessThan(0.06);
    learn(300, 0.05, START_MILLIS + 9 * WEEK);
    assertThat(history.usual().traces()).isEqualTo(300);
  }

  @Test
  void twoHistoriesOfOneAgentAddUpWhicheverTakesInTheOther() {
    learn(150, 0.05, START_MILLIS);
    SpendHistory other = new SpendHistory();
    for (int i = 0; i < 100; i++) {
      other.learn(START_MILLIS + WEEK, trace(0.1));
    }
    SpendHistory mine = SpendHistory.of(history.bytes());
    mine.learn(SpendHistory.of(other.bytes()));
    other.learn(history);
    assertThat(mine.bytes()).isEqualTo(other.bytes());
    assertThat(mine.usual().traces()).isEqualTo(250);
  }

  @Test
  void itsBytesAreThoseOfVersionOneAndReadBack() throws IOException {
    learn(250, 0.05, START_MILLIS);
    learn(3, 0.2, START_MILLIS + WEEK);
    history.learn(START_MILLIS + WEEK, told());
    String golden = golden();
    assertThat(HexFormat.of().formatHex(history.bytes())).isEqualTo(golden);
    SpendHistory read = SpendHistory.of(HexFormat.of().parseHex(golden));
    assertThat(HexFormat.of().formatHex(read.bytes())).isEqualTo(golden);
    assertThat(read.usual()).isEqualTo(history.usual());
  }

  @Test
  void anUnknownVersionIsRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpendHistory.of(new byte[] {9}))
        .withMessage("spend history bytes: expected version 1, came 9");
  }

  @Test
  void whatItKeepsIsBoundedWhateverTracesSpend() {
    Random random = new Random(7);
    for (int i = 0; i < 30_000; i++) {
      history.learn(
          START_MILLIS + (i % 3 == 0 ? 0 : WEEK), trace(Math.exp(random.nextDouble(-20, 20))));
    }
    assertThat(history.bytes()).hasSizeLessThan(7_000);
    SpendHistory common = new SpendHistory();
    for (int i = 0; i < 5_000; i++) {
      common.learn(START_MILLIS, trace(Math.exp(random.nextGaussian() - 3)));
    }
    assertThat(common.bytes()).hasSizeLessThan(300);
  }

  @Test
  void anOwnLimitIsTenTimesWhatIsUsualAtLeastAFiftiethAndAtMostTheOneForAll() {
    SpendLimits limits = SpendLimits.defaults();
    assertThat(limits.markOf(usd(0.9), CHEAP).share()).isEqualTo(0.9, within(1e-9));
    assertThat(limits.markOf(usd(2), CHEAP))
        .isEqualTo(new SpendMark(SpendMeasure.USD, 2, 0.05, 200));
    UsualSpend dear = new UsualSpend(200, 1, 1_000, 0.8);
    assertThat(limits.markOf(usd(4), dear).share()).isEqualTo(0.5, within(1e-9));
    UsualSpend dearest = new UsualSpend(200, 1, 1_000, 30);
    assertThat(limits.markOf(usd(40), dearest))
        .isEqualTo(new SpendMark(SpendMeasure.USD, 0.8, 0, 0));
  }

  @Test
  void aLimitForAllThatIsReachedOutranksTheAgentsOwn() {
    assertThat(SpendLimits.defaults().markOf(usd(60), CHEAP))
        .isEqualTo(new SpendMark(SpendMeasure.USD, 1.2, 0, 0));
  }

  @Test
  void withoutTimesAndWithoutKnowledgeOnlyTheLimitsForAllHold() {
    SpendLimits alone = new SpendLimits(1_000, 20_000_000, 50, 0);
    SpendMark expected = new SpendMark(SpendMeasure.USD, 0.4, 0, 0);
    assertThat(alone.markOf(usd(20), CHEAP)).isEqualTo(expected);
    assertThat(SpendLimits.defaults().markOf(usd(20), UsualSpend.UNKNOWN)).isEqualTo(expected);
    UsualSpend unpriced = new UsualSpend(200, 1, 1_000, 0);
    assertThat(SpendLimits.defaults().markOf(usd(20), unpriced)).isEqualTo(expected);
  }

  private void learn(int traces, double usd, long atMillis) {
    for (int i = 0; i < traces; i++) {
      history.learn(atMillis, trace(usd));
    }
  }

  private static LoopWatch trace(double usd) {
    LoopWatch watch = new LoopWatch(LoopRule.defaults());
    watch.add(llm(1).tokens(80, 20).cost(usd).event());
    return watch;
  }

  private static LoopWatch told() {
    LoopWatch watch = new LoopWatch(LoopRule.defaults());
    assertThat(watch.add(llm(1).cost(2).event(), CHEAP)).hasSize(1);
    return watch;
  }

  private static Spend usd(double usd) {
    return new Spend(0, 0, usd);
  }

  private static String golden() throws IOException {
    try (InputStream file = SpendHistoryTest.class.getResourceAsStream("spend-history-v1.hex")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
