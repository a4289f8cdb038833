package dev.leeway.webui.rest;

import dev.leeway.signals.catalogue.Detection;
import dev.leeway.signals.catalogue.FailureMode;
import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.webui.words.SignalWords;
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

/** Names all signals, those that findings alone speak of too. */
@RestController
@RequestMapping(path = "/api/v1/signals/names", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "signals")
final class SignalNamesController {

  /**
   * A signal.
   *
   * @param unit as UCUM spells it; empty for categories
   * @param per who says it: run, span, point, source or agent; null where findings alone speak of
   *     it
   * @param judged how it is judged; empty where it is only shown
   * @param shows letters of the ways of failing that it shows
   */
  record SignalJson(
      String signal,
      String title,
      String meaning,
      String unit,
      @Nullable String per,
      List<String> judged,
      List<String> shows) {

    static SignalJson of(Signal signal) {
      return new SignalJson(
          signal.name(),
          signal.displayName(),
          signal.about().meaning(),
          signal.unit().symbol(),
          lower(signal.scope()),
          signal.detections().stream().sorted().map(SignalJson::lower).toList(),
          signal.about().failures().stream().sorted().map(FailureMode::letter).toList());
    }

    static SignalJson ofFindings(String signal) {
      String title = SignalWords.of(signal).title();
      return new SignalJson(signal, title, "", "", null, List.of(lower(Detection.RULE)), List.of());
    }

    private static String lower(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
  }

  @GetMapping
  @Operation(
      summary = "All signals: what they mean, their unit, who says them, how they are judged",
      description = "Those whose per is null have no windows: findings alone speak of them.")
  Items<SignalJson> names() {
    return new Items<>(
        Stream.concat(
                SignalCatalogue.standard().signals().stream().map(SignalJson::of),
                SignalWords.ofFindings().stream().map(SignalJson::ofFindings))
            .toList(),
        null);
  }
}
