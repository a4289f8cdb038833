package dev.leeway.signals.condition.capacity;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.MergedWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The heaviest 1 % of an agent's runs make clearly more of its tokens, its cost or its busy time
 * than they used to: its {@link TailShare} over the last thousand runs against those of the
 * thousands before. Deciles of a distribution don't see this, and capacity planned on the mean dies
 * of it.
 */
public final class TailGrowth implements Condition {
  private static final String SIGNAL = "complexity.tail_share";

  /** What runs use up. */
  private static final List<Resource> RESOURCES =
      List.of(
          new Resource("tokens.rate", "tokens", "all tokens"),
          new Resource("cost.run", "cost", "all that runs cost"),
          new Resource("run.duration", "busy", "all time that runs took"));

  private static final long KEPT_MILLIS = 8L * 24 * 60 * Minute.MILLIS;

  @Override
  public String name() {
    return "tail";
  }

  @Override
  public Want wants(String signal, String dimension) {
    boolean wanted =
        dimension.isEmpty() && RESOURCES.stream().anyMatch(of -> of.signal.equals(signal));
    return wanted ? Want.DISTRIBUTION : Want.NOTHING;
  }

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    List<Grown> grown = new ArrayList<>();
    for (Resource resource : RESOURCES) {
      for (MergedWindow window : minute.of(resource.signal, "")) {
        TailBook book = TailBook.decode(memory.get(resource.key));
        book.add(window.distribution());
        memory.put(resource.key, book.encode(), minute.endMillis() + KEPT_MILLIS);
        if (book.grown()) {
          grown.add(new Grown(resource, book, window));
        }
      }
    }
    grown.stream()
        .max(Comparator.comparingDouble(Grown::ratio))
        .ifPresent(most -> hits.accept(hit(minute, most, othersThan(most, grown))));
  }

  private static String othersThan(Grown most, List<Grown> grown) {
    return grown.stream()
        .filter(other -> !other.resource.equals(most.resource))
        .map(other ->
            "; and %s of %s"
                .formatted(Numbers.percent(other.book.newest()), other.resource.inWords))
        .collect(Collectors.joining());
  }

  private static RuleHit hit(Minute minute, Grown most, String others) {
    TailBook book = most.book;
    return new RuleHit(
        "rule.tail_share",
        SIGNAL,
        minute.agent(),
        Severity.WARNING,
        minute.endMillis(),
        most.ratio(),
        "the heaviest 1 %% of runs make %s of %s, %s of %s before (%s runs, by %d stretches of as many)%s"
            .formatted(
                Numbers.percent(book.newest()),
                most.resource.inWords,
                Numbers.ratio(most.ratio()),
                Numbers.percent(book.usual()),
                Numbers.count(TailBook.RUNS),
                book.known(),
                others),
        Map.of(
            "tail_share", book.newest(),
            "tail_share_usual", book.usual(),
            "tail_share_limit", book.limit(),
            "n", (double) TailBook.RUNS,
            "stretches", (double) book.known()),
        most.window.exemplars());
  }

  private record Resource(String signal, String key, String inWords) {}

  private record Grown(Resource resource, TailBook book, MergedWindow window) {
    double ratio() {
      return book.newest() / book.usual();
    }
  }
}
