package dev.leeway.webui.agent;

import dev.leeway.webui.agent.MixReading.Category;
import dev.leeway.webui.words.CategoryWords;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.Unit;
import java.util.List;
import java.util.stream.Collectors;

/** What a mix of categories says, in a sentence. */
final class MixWords {
  private static final int NAMED_MAX = 3;
  private static final int LENGTH_MAX = 80;

  private MixWords() {}

  static String say(String signal, MixReading mix, BaselineChoice baseline) {
    String sizes =
        " (n = %s, m = %s)".formatted(Numbers.count(mix.now()), Numbers.count(mix.before()));
    List<Category> out = mix.present(true);
    if (mix.knowsGood()) {
      return (out.isEmpty() ? "All " + named(signal, mix.present(false)) : shares(signal, out))
          + sizes;
    }
    if (mix.before() < MixReading.BEFORE_MIN) {
      return "%s; what is new can't be told: %s of %s answers %s"
          .formatted(
              shares(signal, mix.present(false)),
              Numbers.count(mix.before()),
              Numbers.count(MixReading.BEFORE_MIN),
              baseline.words());
    }
    return out.isEmpty()
        ? "Nothing new: " + shares(signal, mix.present(false)) + sizes
        : "New: " + shares(signal, out) + sizes;
  }

  /** A category in a legend or a sentence: long shapes are cut. */
  static String brief(String signal, String category) {
    return CategoryWords.brief(signal, category, LENGTH_MAX);
  }

  private static String shares(String signal, List<Category> categories) {
    String named =
        categories.stream()
            .limit(NAMED_MAX)
            .map(
                category -> Unit.SHARE.say(category.share()) + " " + brief(signal, category.name()))
            .collect(Collectors.joining(", "));
    int more = categories.size() - NAMED_MAX;
    return more > 0 ? named + " and " + more + " more" : named;
  }

  private static String named(String signal, List<Category> categories) {
    return categories.stream()
        .map(category -> brief(signal, category.name()))
        .collect(Collectors.joining(", "));
  }
}
