package dev.leeway.webui.finding;

import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.webui.chart.BarChart;
import dev.leeway.webui.chart.Role;
import dev.leeway.webui.words.CategoryWords;
import dev.leeway.webui.words.Outcomes;
import dev.leeway.webui.words.SignalWords;
import dev.leeway.webui.words.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The categories that a finding's signal had, and the one share of them that tells its story. */
record CategoryMix(String signal, SignalValues now, SignalValues baseline) {
  static final int BARS_MAX = 10;

  private static final String OUTCOME = "run.outcome";
  private static final Set<String> NOTHING = Set.of("NONE");
  private static final int LABEL_MAX = 40;

  /**
   * The share that is drawn over time.
   *
   * @param role bad where it is the share of what is not good
   */
  record Watched(String name, Role role, ToDoubleFunction<SignalValues> share) {}

  /** What is not good; where no category is better than another, the one that grew most. */
  Watched watched() {
    Set<String> good =
        SignalCatalogue.standard().find(signal).map(Signal::goodCategories).orElse(Set.of());
    if (signal.equals(OUTCOME)) {
      // Runs that are still open are neither.
      return new Watched("without success", Role.BAD, Outcomes::failedShare);
    }
    String title = SignalWords.of(signal).title();
    if (!good.isEmpty()) {
      // Where only the absence of something is good, the title says what is bad.
      String name = good.equals(NOTHING) ? title : title + ": not " + say(good);
      return new Watched(name, Role.BAD, values -> notIn(good, values));
    }
    String grown = names().stream().max(Comparator.comparingDouble(this::growth)).orElse("");
    return new Watched(title + ": " + brief(grown), Role.NOW, values -> values.share(grown));
  }

  /** A bar for each; of many, for those that moved most, and one for the others. */
  BarChart bars(String baselineWords) {
    List<String> names = new ArrayList<>(names());
    names.sort(Comparator.comparingDouble((String name) -> Math.abs(growth(name))).reversed());
    int alone = names.size() <= BARS_MAX ? names.size() : BARS_MAX - 1;
    List<List<String>> bars = new ArrayList<>();
    names.stream()
        .limit(alone)
        .sorted(
            Comparator.comparingDouble((String name) -> share(now, name) + share(baseline, name))
                .reversed())
        .forEach(name -> bars.add(List.of(name)));
    List<String> labels = new ArrayList<>(bars.stream().map(bar -> brief(bar.getFirst())).toList());
    List<String> others = names.subList(alone, names.size());
    if (!others.isEmpty()) {
      bars.add(others);
      labels.add(others.size() + " others");
    }
    return new BarChart(
        Unit.SHARE,
        labels,
        List.of(
            group(baselineWords, Role.BASELINE, bars, baseline),
            group("since it began", Role.NOW, bars, now)));
  }

  private SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>(now.categories().keySet());
    names.addAll(baseline.categories().keySet());
    return names;
  }

  private double growth(String name) {
    return share(now, name) - share(baseline, name);
  }

  private String brief(String category) {
    return CategoryWords.brief(signal, category, LABEL_MAX);
  }

  private String say(Set<String> categories) {
    return new TreeSet<>(categories)
        .stream()
            .map(category -> CategoryWords.say(signal, category))
            .collect(Collectors.joining(" or "));
  }

  private static BarChart.Group group(
      String name, Role role, List<List<String>> bars, SignalValues values) {
    return new BarChart.Group(
        name,
        role,
        bars.stream()
            .map(bar -> bar.stream().mapToDouble(category -> share(values, category)).sum())
            .toList());
  }

  /** None where nothing was counted. */
  private static double share(SignalValues values, String category) {
    double share = values.share(category);
    return Double.isNaN(share) ? 0 : share;
  }

  /** NaN where no category was kept. */
  private static double notIn(Set<String> good, SignalValues values) {
    return values.categories().isEmpty()
        ? Double.NaN
        : values.categories().keySet().stream()
            .filter(category -> !good.contains(category))
            .mapToDouble(values::share)
            .sum();
  }
}
