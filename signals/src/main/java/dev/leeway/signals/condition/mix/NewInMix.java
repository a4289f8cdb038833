package dev.leeway.signals.condition.mix;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Slice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Categories that were rare come often: a field disappears from answers, answers turn to another
 * language, another model, or another build of it, answers under the same version of the agent.
 *
 * <p>Rare is what at most 1 % of the learned answers were, so where one shape had 99 %, everything
 * else is. With {@code v} of the {@code n} answers of the last 3 or 10 minutes rare, it fires when
 * {@link Witnesses} say so and {@code P(X >= v) <= 1e-6 / 2} for {@code X ~ Binomial(n, p)}, {@code
 * p} the upper 99 % limit of what rare ones had together, and at least 1 %: four of four where a
 * thousand were learned, or 10 of 100. It says nothing before {@value #LEARNED_MIN} answers were
 * learned, and nothing of slices beyond {@value #SLICES_MAX}. Categories that were common and grow
 * are no news to it.
 *
 * <p>Of a rule with faults these are meant instead, however usual they are: it fires by the same
 * test, where their share is at least {@value #FAULT_RATIO} times {@code p} too, since of many runs
 * a little more is certain soon, and no reason to look.
 *
 * <p>It is over when {@value #USUAL_AGAIN} answers in a row are not rare (or were judged and were
 * no more faults than usual), and becomes what is usual a day after it began and with {@value
 * #LEARNED_MIN} answers: an agent that sleeps at night has neither undone nor accepted anything in
 * the morning.
 */
public final class NewInMix implements Condition {
  static final long LEARNED_MIN = 200;
  static final long USUAL_AGAIN = 50;
  static final double FAULT_RATIO = 2;

  /** Where most are rare there is no mix that something could be new in. */
  private static final double RARE_MAX = 0.5;

  private static final List<Integer> SPANS_MINUTES = List.of(3, LearnedMix.RECENT_MINUTES);
  private static final double LOG_LEVEL = Math.log(1e-6 / SPANS_MINUTES.size());
  private static final long ACCEPTED_AFTER = 24 * 60 * Minute.MILLIS;
  private static final long KEPT_MILLIS = 8 * 24 * 60 * Minute.MILLIS;
  private static final int EXEMPLARS_MAX = 5;

  /**
   * Of each agent and mix, beside the whole agent: routes and fields come from data, and others
   * keep things of the agent too.
   */
  static final int SLICES_MAX = 300;

  private final MixRule rule;

  public NewInMix(MixRule rule) {
    this.rule = rule;
  }

  @Override
  public String name() {
    return "mix." + rule.signal();
  }

  @Override
  public Want wants(String signal, String dimension) {
    boolean wanted =
        dimension.isEmpty()
            || dimension.equals(rule.dimension())
            || dimension.equals(Dimensions.VERSION);
    return signal.equals(rule.signal()) && wanted ? Want.COUNTS : Want.NOTHING;
  }

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    boolean judged = false;
    for (MergedWindow window : minute.of(rule.signal(), rule.dimension())) {
      if (window.slice().value().equals(Dimensions.OTHER)) {
        // A mix of many mixes.
        continue;
      }
      LearnedMix mix = take(window, memory);
      judged |= mix.learnedCount() >= LEARNED_MIN;
      judge(window, mix, minute).ifPresent(hits);
      keep(window, mix, memory);
    }
    for (MergedWindow window : minute.of(rule.signal(), "")) {
      LearnedMix mix = take(window, memory);
      // Without the dimension's slices, as of an agent without versions, or before they know
      // enough.
      if (!judged && mayJudgeWhole(minute)) {
        judge(window, mix, minute).ifPresent(hits);
      }
      keep(window, mix, memory);
    }
  }

  @Override
  public void warm(MergedWindow hour, Memory memory) {
    if (judgesSlicesOf(hour.slice())) {
      LearnedMix mix = LearnedMix.decode(memory.get(keyOf(hour)), rule.faults());
      mix.learn(hour);
      keep(hour, mix, memory);
    }
  }

  private boolean judgesSlicesOf(Slice slice) {
    return slice.wholeAgent() || slice.dimension().equals(rule.dimension());
  }

  /** A new version may bring a new model, and the agent as a whole can't tell that apart. */
  private boolean mayJudgeWhole(Minute minute) {
    return !rule.dimension().equals(Dimensions.VERSION)
        || minute.of(rule.signal(), Dimensions.VERSION).isEmpty();
  }

  private LearnedMix take(MergedWindow window, Memory memory) {
    LearnedMix mix = LearnedMix.decode(memory.get(keyOf(window)), rule.faults());
    mix.add(window);
    return mix;
  }

  private void keep(MergedWindow window, LearnedMix mix, Memory memory) {
    String key = keyOf(window);
    boolean further = !window.slice().wholeAgent() && memory.get(key) == null;
    if (further && memory.kept() >= SLICES_MAX) {
      memory.overflowed();
    } else {
      memory.put(key, mix.encode(), window.toMillis() + KEPT_MILLIS);
    }
  }

  private static String keyOf(MergedWindow window) {
    return window.slice().id().toString();
  }

  private Optional<RuleHit> judge(MergedWindow window, LearnedMix mix, Minute minute) {
    if (mix.learnedCount() < LEARNED_MIN || !rule.where().test(window.slice())) {
      return Optional.empty();
    }
    double upper = mix.oddShareUpper();
    if (upper > RARE_MAX) {
      return Optional.empty();
    }
    int span = 0;
    double strongest = LOG_LEVEL;
    double shareMin = rule.faults().isEmpty() ? 0 : FAULT_RATIO * upper;
    for (int minutes : SPANS_MINUTES) {
      long odd = sum(mix.recentOdd(minutes));
      long all = mix.recentCount(minutes);
      double log = BinomialTail.logAtLeast(odd, all, upper);
      if (log <= strongest && odd >= shareMin * all && mix.witnesses(minutes).enough()) {
        strongest = log;
        span = minutes;
      }
    }
    if (span == 0) {
      mix.isOverAfter(USUAL_AGAIN, upper);
      return Optional.empty();
    }
    Map<String, Long> odd = mix.recentOdd(span);
    mix.isNew(mix.firstRecent(odd));
    if (mix.accepts(window.toMillis() - ACCEPTED_AFTER, LEARNED_MIN)) {
      return Optional.empty();
    }
    boolean stillComes = window.categories().keySet().stream().anyMatch(odd::containsKey);
    return stillComes
        ? Optional.of(hit(window, mix, odd, newcomer(mix, odd, span, minute)))
        : Optional.empty();
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private Newcomer newcomer(LearnedMix mix, Map<String, Long> odd, int spanMinutes, Minute minute) {
    String category =
        odd.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    List<MergedWindow> versions = minute.of(rule.signal(), Dimensions.VERSION);
    List<String> bringing =
        versions.stream()
            .filter(window -> window.countOf(category) > 0)
            .map(window -> window.slice().value())
            .sorted()
            .limit(3)
            .toList();
    return new Newcomer(
        category,
        odd.size(),
        mix.usual(),
        mix.learnedShareOf(mix.usual()),
        sum(odd),
        mix.recentCount(spanMinutes),
        mix.learnedCount(),
        mix.newSince(),
        bringing,
        versions.size());
  }

  private String wordsOf(Slice slice, Newcomer found) {
    boolean field = slice.dimension().equals(Dimensions.FIELD);
    return (field ? "field " + slice.value() + ": " : "") + rule.text().apply(found);
  }

  private RuleHit hit(MergedWindow window, LearnedMix mix, Map<String, Long> odd, Newcomer found) {
    Map<String, Double> evidence = new TreeMap<>();
    evidence.put("new", (double) found.count());
    evidence.put("n", (double) found.of());
    evidence.put("new_share", found.share());
    evidence.put("m", (double) found.learned());
    evidence.put("usual_share", found.usualShare());
    evidence.put("rare_share_upper", mix.oddShareUpper());
    evidence.put("new_categories", (double) found.categories());
    List<String> exemplars =
        odd.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(entry -> mix.exemplarOf(entry.getKey()))
            .filter(trace -> !trace.isEmpty())
            .distinct()
            .limit(EXEMPLARS_MAX)
            .toList();
    return new RuleHit(
        rule.detector(),
        rule.signal(),
        window.slice(),
        rule.severity(),
        window.toMillis(),
        found.share(),
        wordsOf(window.slice(), found),
        evidence,
        exemplars.isEmpty() ? window.exemplars() : exemplars);
  }
}
