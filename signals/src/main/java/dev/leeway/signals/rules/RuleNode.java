package dev.leeway.signals.rules;

import java.util.List;
import java.util.Map;

/** A value of a rules file, whatever it was written in. */
public sealed interface RuleNode {

  /** The line that it begins in, from 1; 0 where there are no lines. */
  int line();

  /** Numbers, words and texts as they are written; an empty text for none. */
  record Scalar(String text, int line) implements RuleNode {}

  /** Several values in order. */
  record Items(List<RuleNode> nodes, int line) implements RuleNode {
    public Items {
      nodes = List.copyOf(nodes);
    }
  }

  /** Values by name. */
  record Keys(Map<String, RuleNode> nodes, int line) implements RuleNode {
    public Keys {
      nodes = Map.copyOf(nodes);
    }
  }
}
