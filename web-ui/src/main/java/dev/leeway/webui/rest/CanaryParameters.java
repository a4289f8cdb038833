package dev.leeway.webui.rest;

import dev.leeway.signals.drift.canary.CanarySettings;
import dev.leeway.webui.canary.CanaryQuestion;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a caller wants to know of two versions, from named texts: the parameters of a request, or
 * the metadata of a webhook. What is absent or empty takes its default.
 */
final class CanaryParameters {
  private final Map<String, String> texts;

  CanaryParameters(Map<String, String> texts) {
    this.texts = Map.copyOf(texts);
  }

  CanaryQuestion question() {
    String agent = text("agent");
    if (agent.isEmpty()) {
      throw new IllegalArgumentException("agent: expected a name, came nothing");
    }
    return new CanaryQuestion(
        agent,
        text("environment"),
        text("baseline"),
        text("candidate"),
        instant("from"),
        instant("to"),
        list("signals"),
        settings());
  }

  private CanarySettings settings() {
    CanarySettings usual = CanarySettings.defaults();
    return new CanarySettings(
        number("alpha", usual.alpha()),
        Math.toIntExact(whole("min_runs", usual.runsMin())),
        number("rate_margin", usual.rateMargin()),
        number("ratio_margin", usual.ratioMargin()),
        margins(),
        parsed("budget", "a duration such as PT6H", Duration::parse).orElse(usual.budget()),
        whole("max_runs", usual.runsMax()));
  }

  /** {@code run.outcome:0.01,run.duration:0.2}. */
  private Map<String, Double> margins() {
    Map<String, Double> margins = new HashMap<>();
    for (String entry : list("margin")) {
      int colon = entry.lastIndexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException(
            "margin: expected a signal and a number such as run.outcome:0.01, came " + entry);
      }
      margins.put(entry.substring(0, colon), number("margin", entry.substring(colon + 1)));
    }
    return margins;
  }

  private String text(String name) {
    return texts.getOrDefault(name, "").strip();
  }

  private List<String> list(String name) {
    return Arrays.stream(text(name).split(","))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }

  private Optional<Instant> instant(String name) {
    return text(name).isEmpty()
        ? Optional.empty()
        : Optional.of(AskedRange.instant(name, text(name)));
  }

  private double number(String name, double usual) {
    return text(name).isEmpty() ? usual : number(name, text(name));
  }

  private static double number(String name, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + ": expected a number, came " + text, e);
    }
  }

  private long whole(String name, long usual) {
    return parsed(name, "a whole number below 10^9", CanaryParameters::whole).orElse(usual);
  }

  private static long whole(String text) {
    long value = Long.parseLong(text);
    if (!(value >= 0 && value < 1_000_000_000)) {
      throw new NumberFormatException(text);
    }
    return value;
  }

  private <T> Optional<T> parsed(String name, String expected, Function<String, T> parse) {
    String text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse.apply(text));
    } catch (NumberFormatException | DateTimeParseException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "%s: expected %s, came %s".formatted(name, expected, text), e);
    }
  }
}
