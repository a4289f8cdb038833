package dev.leeway.streamjobs.scenario;

import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.rules.RulesRead;
import dev.leeway.storage.rules.RulesFile;
import dev.leeway.testkit.scenario.Scenario;

/** The rules that hold in a scenario. */
public final class ScenarioRules {
  private ScenarioRules() {}

  public static RuleBook of(Scenario scenario) {
    return switch (RulesFile.parse(scenario.rules())) {
      case RulesRead.Good good -> good.book();
      case RulesRead.Bad bad ->
          throw new IllegalStateException(scenario + ": " + String.join("; ", bad.problems()));
    };
  }
}
