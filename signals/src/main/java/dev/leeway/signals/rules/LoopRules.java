package dev.leeway.signals.rules;

/** When a run goes round in circles: section {@code loops}. It has no keys yet. */
public record LoopRules() implements RuleSection {
  public static final Section<LoopRules> SECTION =
      Section.of("loops", new LoopRules(), in -> new LoopRules());
}
