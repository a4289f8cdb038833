package dev.leeway.signals.backtest;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.rules.DetectionRules;
import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.window.WindowPartial;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a rule book, and the same with other wishes for false pages, would have found in the windows
 * of one tenant. First comes what was told from outside, then the hours from before, those of the
 * four-week rule, and the minutes in order of time. Not thread-safe.
 *
 * <p>Each agent's clock is at the end of the minute that was given last: what is said of a minute
 * does not depend on how often a clock ticks in it. It is what the stream would have said if
 * nothing had come late.
 */
public final class Backtest {
  /** False pages a week that the table shows beside what was asked for. */
  public static final List<Double> WISHES = List.of(0.5, 1.0, 2.0, 5.0);

  private static final long MINUTE_MILLIS = 60_000;

  private final StateBudget budget;
  private final Trial asked;
  private final Map<Double, Trial> wished = new TreeMap<>();
  private final ControlQueue controls = new ControlQueue();
  private final Set<Agent> agents = new LinkedHashSet<>();
  private long minuteMillis = Long.MIN_VALUE;
  private long hours;
  private long minutes;

  /** An agent of the tenant. */
  record Agent(String environment, String name) {}

  /**
   * Nothing is found yet.
   *
   * @param wishes other numbers of false pages a week to be tried in the same pass
   * @param stateBytesMax what all monitors may remember together
   */
  public Backtest(String tenantId, RuleBook book, Collection<Double> wishes, long stateBytesMax) {
    this.budget = new StateBudget(stateBytesMax);
    this.asked = new Trial(tenantId, book, budget);
    for (double wish : wishes) {
      RuleBook other =
          book.with(DetectionRules.SECTION, book.detection().withFalsePagesPerWeek(wish));
      wished.put(wish, new Trial(tenantId, other, budget));
    }
  }

  /** What was told from outside: each word counts when its time has come. */
  public void told(Controls words) {
    requireNoMinute();
    controls.add(words);
  }

  /** A whole hour from before the first minute, to learn from; in order of time. */
  public void hour(WindowPartial hour) {
    requireNoMinute();
    hours++;
    controls.deploymentsUntil(
        hour.windowStartMillis(), marker -> each(trial -> trial.deployed(marker)));
    give(hour);
  }

  /**
   * A whole hour of a whole agent's signal for the four-week rule, after the others: a series in
   * order of time before the next one.
   */
  public void season(WindowPartial hour) {
    requireNoMinute();
    each(trial -> trial.season(hour));
  }

  /** No hours for the four-week rule come any more. */
  public void seasonsRead() {
    requireNoMinute();
    each(Trial::seasonsRead);
  }

  /** A merged minute; in order of time, in any order within one minute. */
  public void minute(WindowPartial minute) {
    if (minute.windowStartMillis() < minuteMillis) {
      throw new IllegalArgumentException(
          "expected minutes in order, came %d after %d"
              .formatted(minute.windowStartMillis(), minuteMillis));
    }
    if (minuteMillis == Long.MIN_VALUE) {
      minuteMillis = minute.windowStartMillis();
      tell();
    }
    advanceTo(minute.windowStartMillis());
    minutes++;
    give(minute);
  }

  /** No minute comes any more; time goes on to there. */
  public void end(long toMillis) {
    if (minuteMillis != Long.MIN_VALUE) {
      advanceTo(toMillis);
    }
  }

  /** By the rule book that was asked for; findings at their newest, in order of opening. */
  public List<Finding> findings() {
    return asked.findings();
  }

  /** By each of the other wishes. */
  public Map<Double, List<Finding>> findingsByWish() {
    Map<Double, List<Finding>> found = new TreeMap<>();
    wished.forEach((wish, trial) -> found.put(wish, trial.findings()));
    return found;
  }

  public int agents() {
    return agents.size();
  }

  public long hours() {
    return hours;
  }

  public long minutes() {
    return minutes;
  }

  /** What the monitors remember. */
  public long stateBytes() {
    return budget.bytes();
  }

  private void give(WindowPartial partial) {
    agents.add(new Agent(partial.slice().environment(), partial.slice().agent()));
    each(trial -> trial.add(partial));
    controls.saw(partial);
  }

  /** Minute by minute, also where there is none: what ends by silence ends at its time. */
  private void advanceTo(long millis) {
    while (minuteMillis < millis) {
      minuteMillis += MINUTE_MILLIS;
      tell();
      each(trial -> trial.advance(agents, minuteMillis));
    }
  }

  private void tell() {
    controls.deploymentsUntil(minuteMillis, marker -> each(trial -> trial.deployed(marker)));
    controls.ordersUntil(minuteMillis, order -> each(trial -> trial.order(order)));
  }

  private void each(Consumer<Trial> give) {
    give.accept(asked);
    wished.values().forEach(give);
  }

  private void requireNoMinute() {
    if (minuteMillis != Long.MIN_VALUE) {
      throw new IllegalStateException("expected what is learnt from before minutes");
    }
  }
}
