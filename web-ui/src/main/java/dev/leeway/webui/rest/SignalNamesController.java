package dev.leeway.webui.rest;

import dev.leeway.signals.catalogue.FailureMode;
import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.catalogue.Verdict;
import dev.leeway.signals.condition.standard.StandardVerdicts;
import dev.leeway.signals.rules.Judges;
import dev.leeway.webui.agent.SignalPlaces;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Names all signals, and the verdicts over many runs: the page Signals as JSON. */
@RestController
@RequestMapping(path = "/api/v1/signals/names", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "signals")
final class SignalNamesController {

  /**
   * A signal, or a verdict.
   *
   * @param unit as UCUM spells it; empty for categories
   * @param per who says it: run, span, point, source or agent; null for a verdict
   * @param judged how it is judged; empty where it is only shown. "objective": once an owner
   *     promises something of it
   * @param needs what must have been seen before a verdict is told; empty for signals
   * @param toldAs the signals whose windows and findings have it
   * @param shownOn pages
   * @param shows letters of the ways of failing that it shows
   */
  record SignalJson(
      String signal,
      String title,
      String meaning,
      String unit,
      @Nullable String per,
      List<String> judged,
      String needs,
      List<String> toldAs,
      List<String> shownOn,
      List<String> shows) {

    static SignalJson of(Signal signal) {
      return new SignalJson(
          signal.name(),
          signal.displayName(),
          signal.about().meaning(),
          signal.unit().symbol(),
          signal.scope().name().toLowerCase(Locale.ROOT),
          Judges.of(signal),
          "",
          List.of(signal.name()),
          SignalPlaces.of(signal),
          letters(signal.about()));
    }

    static SignalJson of(Verdict verdict) {
      return new SignalJson(
          verdict.name(),
          verdict.about().displayName(),
          verdict.about().meaning(),
          verdict.unit(),
          null,
          Judges.of(verdict),
          verdict.needs(),
          verdict.told(),
          SignalPlaces.of(verdict),
          letters(verdict.about()));
    }

    private static List<String> letters(Signal.About about) {
      return about.failures().stream().sorted().map(FailureMode::letter).toList();
    }
  }

  @GetMapping
  @Operation(
      summary = "All signals: what they mean, their unit, who says them, how they are judged",
      description =
          "Those whose per is null are verdicts over many runs: no window has one under its name,"
              + " and told_as says which have what it speaks of.")
  Items<SignalJson> names() {
    return new Items<>(
        Stream.concat(
                SignalCatalogue.standard().signals().stream().map(SignalJson::of),
                StandardVerdicts.ALL.stream().map(SignalJson::of))
            .toList(),
        null);
  }
}
