package dev.leeway.standalone.docs;

import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.catalogue.Verdict;
import dev.leeway.signals.condition.standard.StandardVerdicts;
import dev.leeway.testkit.scenario.Expected;
import dev.leeway.testkit.scenario.Scenario;
import dev.leeway.webui.agent.SignalPlaces;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What there is of a signal or a verdict: its code, its test, the scenarios in which it fires and
 * in which it stays quiet, and where pages show it.
 *
 * @param judged whether something opens a finding of it
 */
record SignalProof(
    String name,
    boolean judged,
    Optional<String> code,
    Optional<String> test,
    List<String> fires,
    List<String> quiet,
    List<String> places,
    List<String> documents) {

  /** Of the catalogue in its order, then of the verdicts. */
  static List<SignalProof> all(SignalCatalogue catalogue) {
    SignalSources sources = new SignalSources();
    List<Scenario> stories = Scenario.all();
    return Stream.concat(
            catalogue.signals().stream().map(signal -> of(signal, sources, stories)),
            StandardVerdicts.ALL.stream().map(verdict -> of(verdict, sources, stories)))
        .toList();
  }

  private static SignalProof of(Signal signal, SignalSources sources, List<Scenario> stories) {
    String name = signal.name();
    return new SignalProof(
        name,
        !signal.detections().isEmpty(),
        sources.codeOf(name),
        sources.testOf(name),
        named(stories, expected -> expected.firing().contains(name)),
        named(stories, expected -> expected.quiet().contains(name)),
        SignalPlaces.of(signal),
        sources.documentsOf(name));
  }

  private static SignalProof of(Verdict verdict, SignalSources sources, List<Scenario> stories) {
    return new SignalProof(
        verdict.name(),
        verdict.opensFindings(),
        sources.classNamed(verdict.judge()),
        sources.testOfClass(verdict.judge()),
        named(stories, expected -> expected.fires(verdict.told(), verdict.detectors())),
        named(stories, expected -> !Collections.disjoint(expected.quiet(), verdict.told())),
        SignalPlaces.of(verdict),
        sources.documentsOf(verdict.name()));
  }

  private static List<String> named(List<Scenario> stories, Predicate<Expected> condition) {
    return stories.stream()
        .filter(scenario -> condition.test(scenario.expected()))
        .map(Scenario::name)
        .toList();
  }
}
