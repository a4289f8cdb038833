package dev.leeway.standalone.docs;

import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.testkit.scenario.Scenario;
import dev.leeway.webui.agent.SignalPlaces;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What there is of a signal: its code, its test, the scenarios in which it fires and in which it
 * stays quiet, and where pages show it.
 *
 * @param listed in the catalogue; empty for what findings speak of and no window holds
 */
record SignalProof(
    String name,
    Optional<Signal> listed,
    Optional<String> code,
    Optional<String> test,
    List<String> fires,
    List<String> quiet,
    List<String> places,
    List<String> documents) {

  /** Of the catalogue in its order, then of what else fires in a scenario. */
  static List<SignalProof> all(SignalCatalogue catalogue) {
    SignalSources sources = new SignalSources();
    Set<String> names = new LinkedHashSet<>();
    catalogue.signals().forEach(signal -> names.add(signal.name()));
    Scenario.all().forEach(scenario -> names.addAll(scenario.expected().firing()));
    List<SignalProof> all = new ArrayList<>();
    for (String name : names) {
      Optional<Signal> listed = catalogue.find(name);
      all.add(
          new SignalProof(
              name,
              listed,
              sources.codeOf(name),
              sources.testOf(name),
              scenarios(name, scenario -> scenario.expected().firing()),
              scenarios(name, scenario -> scenario.expected().quiet()),
              // What is only found is shown where findings are.
              listed.map(SignalPlaces::of).orElse(List.of("Findings")),
              sources.documentsOf(name)));
    }
    return all;
  }

  /** Whether something opens a finding of it. */
  boolean judged() {
    return listed.map(signal -> !signal.detections().isEmpty()).orElse(true);
  }

  private static List<String> scenarios(String signal, Function<Scenario, List<String>> namedIn) {
    return Scenario.all().stream()
        .filter(scenario -> namedIn.apply(scenario).contains(signal))
        .map(Scenario::name)
        .toList();
  }
}
