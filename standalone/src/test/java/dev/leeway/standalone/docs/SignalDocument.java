package dev.leeway.standalone.docs;

import dev.leeway.signals.catalogue.FailureMode;
import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.catalogue.Verdict;
import dev.leeway.signals.condition.standard.StandardVerdicts;
import dev.leeway.signals.rules.Judges;
import dev.leeway.testkit.scenario.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The catalogue, the verdicts and the scenarios as a document. */
final class SignalDocument {
  private static final String HEAD =
      """
      # Signals

      What is measured, and what fires. Made from the catalogue in `signals` and the folders of `testkit/scenarios` by `SignalDocumentTest`; the page
      *Signals* of the UI and `GET /api/v1/signals/names` show the same. Absent is not zero: a signal that the telemetry does not carry says nothing.

      ## Ways to fail

      | | what is met in production |
      |---|---|
      """;

  private static final String SIGNALS =
      """

      ## Signals

      `per`: a run says it once at its close, a span at its arrival, a metric point of a model server or GPU likewise, a data source when it is updated or used, an agent by the windows of another signal. `judged`: *rate* and *distribution* are sequential tests against a baseline (docs/drift.md),
      *rule* is a deterministic condition, *objective* an error budget that is watched once `rules.yaml` promises something of the signal ([rules](rules.md)). `kept`: what slices of a further dimension keep beside counts.

      | signal | meaning | unit | per | judged | kept | shows |
      |---|---|---|---|---|---|---|
      """;

  private static final String VERDICTS =
      """

      ## Verdicts

      What is judged over many runs, replicas or versions together. No window has a verdict under its name; `told as` says where it is found. *peer* compares a
      replica with the others, *canary* a version with another while both run.

      | verdict | meaning | unit | judged | needs | told as | shows |
      |---|---|---|---|---|---|---|
      """;

  private static final String PROOFS =
      """

      ## What holds each of them

      The class that says it, the test that holds it to that, scenarios in which it fires and in which it only nearly does, where pages
      show it, and where more is written of it. The last rows are the verdicts. No finding tells of a signal
      that nothing judges; the others without a scenario are listed, each with its reason, in `SignalDocumentTest`, whose list may only get shorter.

      | signal | class | test | fires in | stays quiet in | shown on | more |
      |---|---|---|---|---|---|---|
      """;

  private static final String SCENARIOS =
      """

      ## Scenarios

      | scenario | story | fires | stays quiet |
      |---|---|---|---|
      """;

  private SignalDocument() {}

  static String of(SignalCatalogue catalogue) {
    return HEAD
        + Arrays.stream(FailureMode.values())
            .map(mode -> row(mode.letter(), mode.meaning()))
            .collect(Collectors.joining())
        + SIGNALS
        + catalogue.signals().stream().map(SignalDocument::row).collect(Collectors.joining())
        + VERDICTS
        + StandardVerdicts.ALL.stream().map(SignalDocument::row).collect(Collectors.joining())
        + PROOFS
        + SignalProof.all(catalogue).stream().map(SignalDocument::row).collect(Collectors.joining())
        + SCENARIOS
        + Scenario.all().stream().map(SignalDocument::row).collect(Collectors.joining());
  }

  private static String row(Signal signal) {
    return row(
        "`" + signal.name() + "`",
        signal.displayName() + ". " + signal.about().meaning(),
        signal.categorical() ? "category" : signal.unit().symbol(),
        signal.scope().name().toLowerCase(Locale.ROOT),
        String.join(", ", Judges.of(signal)),
        kept(signal),
        letters(signal.about()));
  }

  private static String row(Verdict verdict) {
    return row(
        "`" + verdict.name() + "`",
        verdict.about().displayName() + ". " + verdict.about().meaning(),
        verdict.unit(),
        String.join(", ", Judges.of(verdict)),
        verdict.needs(),
        verdict.opensFindings() ? named(verdict.told()) : "no finding",
        letters(verdict.about()));
  }

  private static String letters(Signal.About about) {
    return about.failures().stream()
        .sorted()
        .map(FailureMode::letter)
        .collect(Collectors.joining(" "));
  }

  private static String row(SignalProof proof) {
    String untold = proof.judged() ? "" : "no finding";
    return row(
        "`" + proof.name() + "`",
        named(proof.code().stream().toList()),
        named(proof.test().stream().toList()),
        proof.fires().isEmpty() ? untold : String.join(", ", proof.fires()),
        String.join(", ", proof.quiet()),
        String.join("; ", proof.places()),
        String.join(", ", proof.documents()));
  }

  private static String kept(Signal signal) {
    String distribution =
        signal.categorical() ? "categories" : signal.kept().distributed() ? "distribution" : "sum";
    if (signal.kept().perDependency()) {
      return distribution + ", dependencies by their own calls";
    }
    return distribution
        + (signal.kept().perTool() ? ", per tool" : "")
        + (signal.kept().perSource() ? ", per source" : "");
  }

  private static String row(Scenario scenario) {
    return row(
        scenario.name(),
        scenario.expected().about(),
        named(scenario.expected().firing()),
        named(scenario.expected().quiet()));
  }

  private static String named(List<String> signals) {
    return signals.stream().map(signal -> "`" + signal + "`").collect(Collectors.joining(", "));
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
