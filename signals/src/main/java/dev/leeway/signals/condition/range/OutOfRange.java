package dev.leeway.signals.condition.range;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.condition.mix.BinomialTail;
import dev.leeway.signals.condition.mix.Witnesses;
import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.drift.measure.Proportion;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Distribution;
import dev.leeway.signals.window.Exemplar;
import dev.leeway.signals.window.MergedWindow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Numbers in a field of answers leave the range that they were in: prices in cents where they were
 * in euros, scores of 0 to 100 where they were shares.
 *
 * <p>The range is that of 99 % of the learned numbers, from half of its lower end to twice its
 * upper one, so that ids and times that count up stay within. With {@code v} of the {@code n}
 * numbers of the last 3 or 10 minutes outside, it fires when {@link Witnesses} say so and {@code
 * P(X >= v) <= 1e-6 / 2} for {@code X ~ Binomial(n, p)}, {@code p} the upper 99 % limit of what was
 * outside of the learned ones, and at least 1 %. It says nothing before {@value #LEARNED_MIN}
 * numbers were learned. Shifts within the range are not told.
 *
 * <p>A change is over when {@value #INSIDE_AGAIN} numbers in a row are inside, and becomes what is
 * usual a day after it began and with {@value #LEARNED_MIN} numbers: an agent that sleeps at night
 * has neither undone nor accepted anything in the morning.
 */
public final class OutOfRange implements Condition {
  static final long LEARNED_MIN = 200;
  private static final String SIGNAL = "contract.number";
  static final long INSIDE_AGAIN = 50;
  private static final double OUTSIDE_SHARE_MIN = 0.01;
  private static final double CONFIDENCE = 0.99;
  private static final double TAIL = 0.005;
  private static final double SLACK = 2;
  private static final List<Integer> SPANS_MINUTES = List.of(3, LearnedRange.RECENT_MINUTES);
  private static final double LOG_LEVEL = Math.log(1e-6 / SPANS_MINUTES.size());
  private static final long ACCEPTED_AFTER = 24 * 60 * Minute.MILLIS;
  private static final long KEPT_MILLIS = 8 * 24 * 60 * Minute.MILLIS;

  @Override
  public String name() {
    return "range";
  }

  @Override
  public Want wants(String signal, String dimension) {
    boolean wanted = signal.equals(SIGNAL) && dimension.equals(Dimensions.FIELD);
    return wanted ? Want.DISTRIBUTION : Want.NOTHING;
  }

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    for (MergedWindow window : minute.windows()) {
      if (window.slice().value().equals(Dimensions.OTHER)) {
        // Numbers of many fields.
        continue;
      }
      LearnedRange range = LearnedRange.decode(memory.get(keyOf(window)));
      range.add(window);
      if (range.learned().count() >= LEARNED_MIN) {
        judge(window, range, hits);
      }
      keep(window, range, memory);
    }
  }

  @Override
  public void warm(MergedWindow hour, Memory memory) {
    if (hour.slice().dimension().equals(Dimensions.FIELD)) {
      LearnedRange range = LearnedRange.decode(memory.get(keyOf(hour)));
      range.learn(hour);
      keep(hour, range, memory);
    }
  }

  private static void keep(MergedWindow window, LearnedRange range, Memory memory) {
    memory.put(keyOf(window), range.encode(), window.toMillis() + KEPT_MILLIS);
  }

  private static String keyOf(MergedWindow window) {
    return window.slice().id().toString();
  }

  private static void judge(MergedWindow window, LearnedRange range, Consumer<RuleHit> hits) {
    Limits limits = Limits.of(range.learned());
    boolean outsideNow = limits.outside(window.distribution()) > 0;
    if (!outsideNow) {
      range.noneOutside();
    } else if (window.exemplarOf().isEmpty()) {
      range.outsideBy(List.of());
    } else {
      limits.outsideOf(window).ifPresentOrElse(range::outsideBy, range::outsideBySomebody);
    }
    int span = 0;
    double strongest = LOG_LEVEL;
    for (int minutes : SPANS_MINUTES) {
      Distribution newest = range.newest(minutes);
      long outside = limits.outside(newest);
      double log = BinomialTail.logAtLeast(outside, newest.count(), limits.outsideUpper);
      if (log <= strongest && range.witnesses(minutes).enough()) {
        strongest = log;
        span = minutes;
      }
    }
    if (span == 0) {
      range.isOverAfter(INSIDE_AGAIN);
      return;
    }
    range.outside(window.fromMillis() - (span - 1) * Minute.MILLIS);
    boolean usual = range.accepts(window.toMillis() - ACCEPTED_AFTER, LEARNED_MIN);
    if (!usual && outsideNow) {
      hits.accept(hit(window, range, limits, span));
    }
  }

  private static RuleHit hit(MergedWindow window, LearnedRange range, Limits limits, int span) {
    Distribution newest = range.newest(span);
    Distribution learned = range.learned();
    double share = (double) limits.outside(newest) / newest.count();
    return new RuleHit(
        SIGNAL,
        SIGNAL,
        window.slice(),
        Severity.WARNING,
        window.toMillis(),
        share,
        "field %s: p50 %s → %s; %s of %s are outside of %s to %s since %s, where 99 %% of %s were"
            .formatted(
                window.slice().value(),
                Numbers.plain(learned.quantile(0.5)),
                Numbers.plain(newest.quantile(0.5)),
                Numbers.percent(share),
                Numbers.count(newest.count()),
                Numbers.plain(limits.low),
                Numbers.plain(limits.high),
                Numbers.timeOfDay(range.outsideSince()),
                Numbers.count(learned.count())),
        Map.of(
            "outside_share",
            share,
            "n",
            (double) newest.count(),
            "m",
            (double) learned.count(),
            "p50",
            newest.quantile(0.5),
            "p50_usual",
            learned.quantile(0.5),
            "low",
            limits.low,
            "high",
            limits.high,
            "outside_share_upper",
            limits.outsideUpper),
        window.exemplars());
  }

  /**
   * The learned range.
   *
   * @param low of 99 %, without slack
   * @param high likewise
   * @param outsideUpper upper limit of the share of learned ones beyond them and the slack
   */
  private record Limits(double low, double high, double outsideUpper) {
    static Limits of(Distribution learned) {
      Limits bare = new Limits(learned.quantile(TAIL), learned.quantile(1 - TAIL), 0);
      long n = learned.count();
      double upper =
          new Proportion(Math.min(n, bare.outside(learned)), n).clopperPearson(CONFIDENCE).high();
      return new Limits(bare.low, bare.high, Math.min(0.99, Math.max(OUTSIDE_SHARE_MIN, upper)));
    }

    long outside(Distribution numbers) {
      double within =
          numbers.shareUpTo(high * SLACK)
              - (low > 0 ? numbers.shareUpTo(Math.nextDown(low / SLACK)) : 0);
      return Math.round((1 - within) * numbers.count());
    }

    /**
     * Runs that gave numbers outside; empty where none is known to. Of a band with numbers on both
     * sides of a limit, the example may be of either.
     */
    Optional<List<String>> outsideOf(MergedWindow window) {
      List<String> runs =
          window.exemplarOf().entrySet().stream()
              .filter(band -> {
                Distribution alike = Exemplar.inBand(band.getKey(), window.distribution());
                return !alike.isEmpty() && outside(alike) == alike.count();
              })
              .map(Map.Entry::getValue)
              .toList();
      return runs.isEmpty() ? Optional.empty() : Optional.of(runs);
    }
  }
}
