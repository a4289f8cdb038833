package dev.leeway.signals.condition;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.ConditionWalk.SHOP;
import static dev.leeway.signals.condition.ConditionWalk.categories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.signals.drift.MonitorCount;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ConditionsTest {
  private static final String SIGNAL = "run.outcome";

  private final Told told = new Told();
  private final ConditionWalk walk = new ConditionWalk(told);

  @Test
  void aMinuteIsJudgedOnceItsEndHasPassedWithAllThatCameForIt() {
    walk.add(
        categories(SHOP, SIGNAL, MINUTE, "OK", 3),
        categories(SHOP, SIGNAL, 0, "OK", 2),
        categories(SHOP, SIGNAL, 0, "OK", 5, "ERROR", 1));
    walk.to(SHOP, MINUTE - 1);
    assertThat(told.lines).isEmpty();
    walk.to(SHOP, MINUTE);
    assertThat(told.lines).containsExactly("0 {ERROR=1, OK=7}");
    walk.to(SHOP, 10 * MINUTE);
    assertThat(told.lines).containsExactly("0 {ERROR=1, OK=7}", "60000 {OK=3}");
  }

  @Test
  void anyOrderAndSplitOfPartialsGivesTheSameWindows() {
    Told other = new Told();
    ConditionWalk reversed = new ConditionWalk(other);
    List<WindowPartial> partials = new ArrayList<>();
    for (int at = 0; at < 40; at++) {
      partials.add(categories(SHOP, SIGNAL, at % 3 * MINUTE, "c" + at % 7, at + 1));
    }
    partials.forEach(walk::add);
    partials.reversed().forEach(reversed::add);
    walk.to(SHOP, 5 * MINUTE);
    reversed.to(SHOP, 5 * MINUTE);
    assertThat(told.lines).hasSize(3).isEqualTo(other.lines);
  }

  @Test
  void whatComesForAJudgedMinuteIsCountedAndChangesNothing() {
    walk.add(categories(SHOP, SIGNAL, 0, "OK", 1)).to(SHOP, 2 * MINUTE);
    walk.add(categories(SHOP, SIGNAL, MINUTE, "OK", 1)).to(SHOP, 9 * MINUTE);
    assertThat(told.lines).containsExactly("0 {OK=1}");
    assertThat(walk.counts).containsEntry(MonitorCount.LATE_WINDOWS, 1L);
  }

  @Test
  void windowsThatNobodyWantsLeaveNothing() {
    walk.add(categories(SHOP.with("tool", "search"), SIGNAL, 0, "OK", 1));
    assertThat(walk.keys()).isEmpty();
    assertThat(walk.nextDue(SHOP)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void manyWindowsOfOneMinuteAreAllFoundAgain() {
    told.dimension = "tool";
    for (int tool = 0; tool < 200; tool++) {
      walk.add(categories(SHOP.with("tool", "t" + tool), SIGNAL, 0, "OK", 1));
    }
    walk.to(SHOP, MINUTE);
    assertThat(told.lines).hasSize(200);
  }

  @Test
  void openWindowsAreBounded() {
    told.dimension = "tool";
    for (int tool = 0; tool <= Conditions.OPEN_WINDOWS_MAX; tool++) {
      walk.add(categories(SHOP.with("tool", "t" + tool), SIGNAL, 0, "OK", 1));
    }
    assertThat(walk.counts).containsEntry(MonitorCount.OVERFLOW_WINDOWS, 1L);
  }

  @Test
  void whatIsKeptWakesOnceAndIsGoneAtItsEnd() {
    told.keepMillis = 10 * MINUTE;
    told.wakeMillis = 3 * MINUTE;
    walk.add(categories(SHOP, SIGNAL, 0, "OK", 1)).to(SHOP, MINUTE);
    assertThat(walk.nextDue(SHOP)).isEqualTo(4 * MINUTE);
    walk.to(SHOP, 5 * MINUTE);
    assertThat(told.lines).containsExactly("0 {OK=1}", "woken 240000");
    walk.to(SHOP, 30 * MINUTE);
    assertThat(told.lines).containsExactly("0 {OK=1}", "woken 240000", "forgotten kept");
    assertThat(walk.keys()).containsExactly("wb\0prod\0shop");
    assertThat(walk.nextDue(SHOP)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void wakingAndMinutesComeInOrderOfTimeHoweverFarTheClockJumps() {
    told.keepMillis = 60 * MINUTE;
    told.wakeMillis = 2 * MINUTE;
    walk.add(categories(SHOP, SIGNAL, 0, "OK", 1), categories(SHOP, SIGNAL, 5 * MINUTE, "OK", 2));
    walk.to(SHOP, 7 * MINUTE);
    assertThat(told.lines).containsExactly("0 {OK=1}", "woken 180000", "300000 {OK=2}");
  }

  @Test
  void aConditionThatGoesOnHoldingSpeaksEveryFourMinutesOrWhenItGrew() {
    told.effects = List.of(4.0, 4.5, 6.0, 6.0, 6.0, 6.0, 6.0);
    for (int minute = 0; minute < 7; minute++) {
      walk.add(categories(SHOP, SIGNAL, minute * MINUTE, "OK", 1));
    }
    walk.to(SHOP, 7 * MINUTE);
    assertThat(walk.hits)
        .extracting(RuleHit::atMillis)
        .containsExactly(60_000L, 180_000L, 420_000L);
    walk.to(SHOP, 60 * MINUTE);
    assertThat(walk.keys()).containsExactly("wb\0prod\0shop");
  }

  @Test
  void keysBeyondTheLimitAreCountedAndNotKept() {
    told.dimension = "tool";
    told.keepMillis = 60 * MINUTE;
    for (int tool = 0; tool <= Ledger.KEYS_MAX; tool++) {
      walk.add(categories(SHOP.with("tool", "t" + tool), SIGNAL, 0, "OK", 1));
    }
    walk.to(SHOP, MINUTE);
    assertThat(walk.counts).containsEntry(MonitorCount.OVERFLOW_STATES, 1L);
  }

  @Test
  void twoConditionsOfOneNameAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Conditions(List.of(new Told(), new Told())))
        .withMessage("condition is listed twice: told");
  }

  /** Writes down what it is told. */
  private static final class Told implements Condition {
    private final List<String> lines = new ArrayList<>();
    private String dimension = "";
    private long keepMillis;
    private long wakeMillis;
    private List<Double> effects = List.of();

    @Override
    public String name() {
      return "told";
    }

    @Override
    public Want wants(String signal, String ofDimension) {
      return signal.equals(SIGNAL) && ofDimension.equals(dimension) ? Want.COUNTS : Want.NOTHING;
    }

    @Override
    public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
      for (MergedWindow window : minute.windows()) {
        lines.add(minute.startMillis() + " " + window.categories());
        if (keepMillis > 0) {
          String key = "kept" + window.slice().value();
          memory.put(key, new StateWriter(1).bytes(), minute.endMillis() + keepMillis);
          if (wakeMillis > 0 && lines.size() == 1) {
            memory.wakeAt(key, minute.endMillis() + wakeMillis);
          }
        }
        int position = (int) (minute.startMillis() / MINUTE);
        if (position < effects.size()) {
          hits.accept(hit(minute, effects.get(position)));
        }
      }
    }

    @Override
    public void wake(
        Slice agent, String key, long atMillis, Memory memory, Consumer<RuleHit> hits) {
      lines.add("woken " + atMillis);
    }

    @Override
    public void forgotten(Slice agent, String key, Memory memory) {
      lines.add("forgotten " + key);
    }

    private static RuleHit hit(Minute minute, double effect) {
      return new RuleHit(
          "rule.told",
          SIGNAL,
          SHOP,
          Severity.WARNING,
          minute.endMillis(),
          effect,
          "it holds",
          Map.of(),
          List.of());
    }
  }
}
