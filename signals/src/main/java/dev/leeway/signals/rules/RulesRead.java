package dev.leeway.signals.rules;

import java.util.List;

/** What came of reading a rules file. */
public sealed interface RulesRead {

  record Good(RuleBook book) implements RulesRead {}

  /** Everything that is wrong, a line each, in the order of the file. */
  record Bad(List<String> problems) implements RulesRead {
    public Bad {
      problems = List.copyOf(problems);
    }
  }
}
