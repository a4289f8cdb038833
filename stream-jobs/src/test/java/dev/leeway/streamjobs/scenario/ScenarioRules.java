package dev.leeway.streamjobs.scenario;

import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.rules.RuleSection;
import dev.leeway.signals.rules.RulesRead;
import dev.leeway.signals.rules.Section;
import dev.leeway.storage.rules.RulesFile;
import dev.leeway.testkit.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/** The rules that hold in a scenario, and those that let several be played at once. */
public final class ScenarioRules {
  private ScenarioRules() {}

  /** Scenarios that are played together, under the sum of their rules. */
  public record Together(RuleBook rules, List<Scenario> scenarios) {
    public Together {
      scenarios = List.copyOf(scenarios);
    }
  }

  public static RuleBook of(Scenario scenario) {
    return switch (RulesFile.parse(scenario.rules())) {
      case RulesRead.Good good -> good.book();
      case RulesRead.Bad bad ->
          throw new IllegalStateException(scenario + ": " + String.join("; ", bad.problems()));
    };
  }

  /**
   * As few parts as may be: those with the default rules, and those with others, as far as no two
   * of them say different things in the same section.
   */
  public static List<Together> together(List<Scenario> scenarios) {
    List<Together> all = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      RuleBook rules = of(scenario);
      Together fitting =
          all.stream()
              .filter(one -> fit(one.rules, rules))
              .findFirst()
              .orElse(new Together(rules, List.of()));
      all.remove(fitting);
      List<Scenario> more = new ArrayList<>(fitting.scenarios);
      more.add(scenario);
      all.add(new Together(sumOf(fitting.rules, rules), more));
    }
    return all;
  }

  private static boolean fit(RuleBook one, RuleBook other) {
    boolean defaults = one.changed().isEmpty();
    return defaults == other.changed().isEmpty()
        && RuleBook.SECTIONS.stream()
            .filter(section -> one.changed().contains(section.name()))
            .filter(section -> other.changed().contains(section.name()))
            .allMatch(section -> one.of(section).equals(other.of(section)));
  }

  private static RuleBook sumOf(RuleBook one, RuleBook other) {
    RuleBook sum = one;
    for (Section<?> section : RuleBook.SECTIONS) {
      if (other.changed().contains(section.name())) {
        sum = with(sum, section, other);
      }
    }
    return sum;
  }

  private static <S extends RuleSection> RuleBook with(
      RuleBook sum, Section<S> section, RuleBook from) {
    return sum.with(section, from.of(section));
  }
}
