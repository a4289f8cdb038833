package dev.leeway.signals.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of a rules file, whatever it was written in. */
public sealed interface RuleNode {

  /** The line that it begins in, from 1; 0 where there are no lines. */
  int line();

  /**
   * Numbers, words and texts as they are written; an empty text for none.
   *
   * @param quoted whether it is a text for sure, whatever it looks like
   */
  record Scalar(String text, int line, boolean quoted) implements RuleNode {
    public Scalar(String text, int line) {
      this(text, line, false);
    }
  }

  /**
   * What another file holds that this one names.
   *
   * @param node empty where it can't be read
   * @param problem why not
   */
  record Included(String file, Optional<RuleNode> node, String problem, int line)
      implements RuleNode {}

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
