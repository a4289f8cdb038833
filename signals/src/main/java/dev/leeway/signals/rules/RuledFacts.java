package dev.leeway.signals.rules;

import dev.leeway.signals.contract.OutputContract;
import dev.leeway.signals.fact.FactReaders;
import java.io.Serializable;
import java.util.List;

/**
 * The readers of facts that a rule book asks for: with its contracts, and with the attributes that
 * slices are told apart by. The readers remember what they parsed, so each decoder gets its own.
 */
public record RuledFacts(ContractRules contracts, List<String> attributes) implements Serializable {
  public RuledFacts {
    attributes = List.copyOf(attributes);
  }

  public static RuledFacts of(RuleBook book) {
    return new RuledFacts(book.of(ContractRules.SECTION), book.slices().attributes());
  }

  public FactReaders readers() {
    List<OutputContract> declared = contracts.contracts();
    return FactReaders.standard(declared).with(attributes);
  }
}
