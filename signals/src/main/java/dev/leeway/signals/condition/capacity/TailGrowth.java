package dev.leeway.signals.condition.capacity;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.MergedWindow;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The heaviest 1 % of an agent's runs make clearly more of its tokens than they used to: its {@link
 * TailShare} over the last thousand runs against those of the thousands before. Deciles of a
 * distribution don't see this, and capacity planned on the mean dies of it.
 */
public final class TailGrowth implements Condition {
  private static final String SIGNAL = "complexity.tail_share";
  private static final String TOKENS = "tokens.rate";
  private static final String KEY = "tokens";
  private static final long KEPT_MILLIS = 8L * 24 * 60 * Minute.MILLIS;

  @Override
  public String name() {
    return "tail";
  }

  @Override
  public Want wants(String signal, String dimension) {
    return signal.equals(TOKENS) && dimension.isEmpty() ? Want.DISTRIBUTION : Want.NOTHING;
  }

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    for (MergedWindow window : minute.of(TOKENS, "")) {
      TailBook book = TailBook.decode(memory.get(KEY));
      book.add(window.distribution());
      memory.put(KEY, book.encode(), minute.endMillis() + KEPT_MILLIS);
      if (book.grown()) {
        hits.accept(hit(minute, window, book));
      }
    }
  }

  private static RuleHit hit(Minute minute, MergedWindow window, TailBook book) {
    return new RuleHit(
        "rule.tail_share",
        SIGNAL,
        minute.agent(),
        Severity.WARNING,
        minute.endMillis(),
        book.newest() / book.usual(),
        "the heaviest 1 %% of runs make %s of all tokens, %s of %s before (%s runs, by %d stretches of as many)"
            .formatted(
                Numbers.percent(book.newest()),
                Numbers.ratio(book.newest() / book.usual()),
                Numbers.percent(book.usual()),
                Numbers.count(TailBook.RUNS),
                book.known()),
        Map.of(
            "tail_share", book.newest(),
            "tail_share_usual", book.usual(),
            "tail_share_limit", book.limit(),
            "n", (double) TailBook.RUNS,
            "stretches", (double) book.known()),
        window.exemplars());
  }
}
