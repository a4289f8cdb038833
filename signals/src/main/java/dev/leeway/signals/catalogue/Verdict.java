package dev.leeway.signals.catalogue;

import dev.leeway.signals.catalogue.Signal.About;
import java.util.List;
import java.util.Set;

/**
 * What is judged over many runs, replicas or versions together, and so is no signal of any of them:
 * no window has it under its name.
 *
 * @param name as findings, pages and documents call it; never changes
 * @param unit of its number, as UCUM spells it; empty where it has none
 * @param judge simple name of the class that judges it
 * @param needs what must have been seen before anything is said
 * @param kinds how it is judged
 * @param detectors what opens findings of it; empty where no finding tells of it
 * @param told under which signals windows and findings have it: itself, unless it is a statement
 *     about signals of the catalogue
 */
public record Verdict(
    String name,
    About about,
    String unit,
    String judge,
    String needs,
    Set<Detection> kinds,
    List<String> detectors,
    List<String> told) {

  public Verdict {
    if (!name.matches("[a-z_]+(\\.[a-z_]+)+")) {
      throw new IllegalArgumentException("verdict name must look like agent.silent: " + name);
    }
    if (judge.isEmpty() || needs.isEmpty() || kinds.isEmpty()) {
      throw new IllegalArgumentException("verdict must say who judges what, and how: " + name);
    }
    kinds = Set.copyOf(kinds);
    detectors = List.copyOf(detectors);
    told = List.copyOf(told);
  }

  /** A verdict of which no finding tells. */
  public static Verdict of(
      String name, String displayName, String unit, String judge, String needs, Detection... by) {
    return new Verdict(
        name, About.named(displayName), unit, judge, needs, Set.of(by), List.of(), List.of(name));
  }

  /** What it means, for the glossary, and the ways of failing that it shows. */
  public Verdict means(String meaning, FailureMode... failures) {
    About meant = new About(about.displayName(), meaning, Set.of(failures));
    return new Verdict(name, meant, unit, judge, needs, kinds, detectors, told);
  }

  /** The detectors whose findings tell of it. */
  public Verdict opens(String... findings) {
    return new Verdict(name, about, unit, judge, needs, kinds, List.of(findings), told);
  }

  /** The signals of the catalogue that it is a statement about. */
  public Verdict toldAs(String... signals) {
    return new Verdict(name, about, unit, judge, needs, kinds, detectors, List.of(signals));
  }

  /** Whether findings tell of it; else pages and the API do. */
  public boolean opensFindings() {
    return !detectors.isEmpty();
  }
}
