package dev.leeway.signals.rules;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that a rules file says, section by section; a section that it doesn't speak of has its
 * defaults. Two books are equal when the same holds by both, however it was written.
 */
public final class RuleBook implements Serializable {
  private static final long serialVersionUID = 1L;

  /** All sections. A new one is its record and a line here. */
  public static final List<Section<?>> SECTIONS =
      List.of(
          DetectionRules.SECTION,
          SliceRules.SECTION,
          AgentRules.SECTION,
          LoopRules.SECTION,
          CascadeRules.SECTION,
          BudgetRules.SECTION,
          RateRules.SECTION,
          ProviderRules.SECTION,
          SourceRules.SECTION,
          ContractRules.SECTION,
          GroundingRules.SECTION,
          ServingRules.SECTION,
          ReplicaRules.SECTION);

  private static final RuleBook DEFAULTS = new RuleBook(Map.of());

  /** Sections that differ from their defaults, by name. */
  private final TreeMap<String, RuleSection> sections;

  private RuleBook(Map<String, RuleSection> sections) {
    this.sections = new TreeMap<>(sections);
  }

  /** What holds without a file. */
  public static RuleBook defaults() {
    return DEFAULTS;
  }

  /** What a file says, or all that is wrong with it. */
  public static RulesRead read(RuleNode file) {
    RuleProblems problems = new RuleProblems();
    RuleBook book = RuleReader.read(file, "", problems, DEFAULTS, RuleBook::readAll);
    List<String> lines = problems.lines();
    return lines.isEmpty() ? new RulesRead.Good(book) : new RulesRead.Bad(lines);
  }

  private static RuleBook readAll(RuleReader top) {
    Map<String, RuleSection> read = new TreeMap<>();
    for (Section<?> section : SECTIONS) {
      RuleSection found = section.fromTop().apply(top);
      if (!found.equals(section.defaults())) {
        read.put(section.name(), found);
      }
    }
    return new RuleBook(read);
  }

  /** What holds of a section. */
  @SuppressWarnings("unchecked") // Under a section's name lies what its own reader made.
  public <S extends RuleSection> S of(Section<S> section) {
    RuleSection found = sections.get(section.name());
    return found == null ? section.defaults() : (S) found;
  }

  /** The same with another section. */
  public <S extends RuleSection> RuleBook with(Section<S> section, S changed) {
    Map<String, RuleSection> all = new TreeMap<>(sections);
    all.remove(section.name());
    if (!changed.equals(section.defaults())) {
      all.put(section.name(), changed);
    }
    return new RuleBook(all);
  }

  public DetectionRules detection() {
    return of(DetectionRules.SECTION);
  }

  public SliceRules slices() {
    return of(SliceRules.SECTION);
  }

  public AgentRules agents() {
    return of(AgentRules.SECTION);
  }

  /** Names of the sections in which something else holds than by default. */
  public Set<String> changed() {
    return new TreeSet<>(sections.keySet());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RuleBook book && sections.equals(book.sections);
  }

  @Override
  public int hashCode() {
    return sections.hashCode();
  }

  @Override
  public String toString() {
    return "RuleBook" + sections;
  }
}
