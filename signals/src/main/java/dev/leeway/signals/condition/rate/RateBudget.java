package dev.leeway.signals.condition.rate;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.condition.rate.LimitStanding.Told;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.drift.RuleHit.Course;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Rate;
import dev.leeway.signals.window.Slice;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What owners declared that agents may do or spend goes too fast, runs out or is used up. Of
 * several limits of one rate the one that is furthest gone is told. That all is used up is told
 * until the period ends.
 */
public final class RateBudget implements Condition {
  static final String FAST = "budget.rate";
  static final String USED_UP = "budget.used_up";
  static final String FORECAST = "forecast.budget";

  private final RateSettings settings;

  public RateBudget(RateSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "rate_budget";
  }

  @Override
  public Want wants(String signal, String dimension) {
    boolean wanted =
        settings.limits().stream()
            .anyMatch(
                limit -> limit.rate().source().equals(signal) && limit.by().equals(dimension));
    return wanted ? Want.COUNTS : Want.NOTHING;
  }

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    for (MergedWindow window : minute.windows()) {
      Rate rate = Rate.from(window.signal()).orElseThrow();
      List<RateLimit> limits = limitsOf(rate, window.slice());
      if (!limits.isEmpty()) {
        Place place = new Place(rate, window.slice(), window.exemplars());
        Use use = Use.decode(memory.get(place.key()));
        use.add(window.fromMillis(), rate.amountOf(window.count(), window.sum()));
        judge(place, limits, use, window.toMillis(), memory, hits);
      }
    }
  }

  @Override
  public void warm(MergedWindow hour, Memory memory) {
    Rate rate = Rate.from(hour.signal()).orElseThrow();
    if (!limitsOf(rate, hour.slice()).isEmpty()) {
      String key = new Place(rate, hour.slice(), List.of()).key();
      Use use = Use.decode(memory.get(key));
      use.addHour(hour.fromMillis(), rate.amountOf(hour.count(), hour.sum()));
      memory.put(key, use.encode(), hour.toMillis() + Use.KEPT_MILLIS);
    }
  }

  /** A period ended in which all was used up. */
  @Override
  public void wake(Slice agent, String key, long atMillis, Memory memory, Consumer<RuleHit> hits) {
    Place place = Place.of(agent, key);
    // One minute into the next period, of which nothing is used yet.
    judgeUsedUp(
        place,
        limitsOf(place.rate, place.slice),
        Use.decode(memory.get(key)),
        atMillis + Minute.MILLIS,
        memory,
        hits);
  }

  private List<RateLimit> limitsOf(Rate rate, Slice slice) {
    return settings.limits().stream().filter(limit -> limit.fits(rate, slice)).toList();
  }

  private static void judge(
      Place place,
      List<RateLimit> limits,
      Use use,
      long atMillis,
      Memory memory,
      Consumer<RuleHit> hits) {
    List<LimitStanding> standings =
        limits.stream().map(limit -> new LimitStanding(limit, use, atMillis)).toList();
    furthest(standings, LimitStanding::tooFast)
        .ifPresent(
            told -> hits.accept(place.hit(FAST, Severity.WARNING, atMillis, told, Course.HOLDS)));
    furthest(standings, LimitStanding::running)
        .ifPresent(told ->
            hits.accept(place.hit(FORECAST, Severity.WARNING, atMillis, told, Course.HOLDS)));
    judgeUsedUp(place, limits, use, atMillis, memory, hits);
  }

  private static void judgeUsedUp(
      Place place,
      List<RateLimit> limits,
      Use use,
      long atMillis,
      Memory memory,
      Consumer<RuleHit> hits) {
    Optional<LimitStanding> usedUp =
        limits.stream()
            .map(limit -> new LimitStanding(limit, use, atMillis))
            .filter(standing -> standing.usedUp().isPresent())
            .max(Comparator.comparingLong(LimitStanding::endMillis));
    if (usedUp.isPresent()) {
      Told told = usedUp.get().usedUp().orElseThrow();
      hits.accept(place.hit(USED_UP, Severity.CRITICAL, atMillis, told, Course.LASTING));
    } else if (use.told()) {
      Told over = new Told(0, "a new period has begun", Map.of());
      hits.accept(place.hit(USED_UP, Severity.CRITICAL, atMillis, over, Course.OVER));
    }
    use.told(usedUp.isPresent());
    memory.put(place.key(), use.encode(), atMillis + Use.KEPT_MILLIS);
    usedUp.ifPresent(standing -> memory.wakeAt(place.key(), standing.endMillis()));
  }

  private static Optional<Told> furthest(
      List<LimitStanding> standings, Function<LimitStanding, Optional<Told>> question) {
    return standings.stream()
        .flatMap(standing -> question.apply(standing).stream())
        .max(Comparator.comparingDouble(Told::effect));
  }

  /** One rate of one slice, whose use is kept under a key. */
  private record Place(Rate rate, Slice slice, List<String> exemplars) {
    static Place of(Slice agent, String key) {
      String[] parts = key.split("\n", 3);
      Slice slice = parts[1].isEmpty() ? agent : agent.with(parts[1], parts[2]);
      return new Place(Rate.of(parts[0]).orElseThrow(), slice, List.of());
    }

    String key() {
      return String.join("\n", rate.signal(), slice.dimension(), slice.value());
    }

    RuleHit hit(String detector, Severity severity, long atMillis, Told told, Course course) {
      return new RuleHit(
          detector,
          rate.signal(),
          slice,
          severity,
          atMillis,
          told.effect(),
          told.text(),
          told.evidence(),
          exemplars,
          course);
    }
  }
}
