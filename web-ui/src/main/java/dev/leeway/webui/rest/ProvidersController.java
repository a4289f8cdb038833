package dev.leeway.webui.rest;

import dev.leeway.signals.condition.limit.HeadroomForecast;
import dev.leeway.signals.finding.Finding;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.provider.AgentUse;
import dev.leeway.webui.provider.ProviderReading;
import dev.leeway.webui.provider.ProviderService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Providers over all agents. */
@RestController
@RequestMapping(path = "/api/v1/providers", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "providers")
final class ProvidersController {
  private final ProviderService providers;
  private final InstantSource clock;

  ProvidersController(ProviderService providers, WebUiSettings settings) {
    this.providers = providers;
    this.clock = settings.clock();
  }

  /**
   * A provider as the API gives it; numbers that nothing was heard of are null.
   *
   * @param failures failed calls by kind
   * @param limitLeft share of the rate limit, the least of all agents
   * @param limitNearest which limit that is, requests or tokens, or both where runs differ
   * @param limitMinutesLeft until it is used up if it goes on so
   * @param verdict THEM, PART, US, OVERFLOW, UNTOLD or NOBODY, by the findings that are open
   */
  record ProviderJson(
      String provider,
      String environment,
      String verdict,
      long calls,
      @Nullable Double failedShare,
      Map<String, Long> failures,
      @Nullable Double rateLimitedShare,
      @Nullable Double p50Millis,
      @Nullable Double p95Millis,
      @Nullable Double limitLeft,
      @Nullable String limitNearest,
      @Nullable Double limitMinutesLeft,
      List<AgentJson> agents,
      List<String> findingIds) {

    static ProviderJson of(ProviderReading reading) {
      HeadroomForecast forecast = reading.forecast().orElse(null);
      return new ProviderJson(
          reading.provider(),
          reading.environment(),
          reading.fault().name(),
          reading.outcomes().count(),
          known(reading.failedShare()),
          reading.failures(),
          known(reading.limitedShare()),
          known(reading.durations().quantile(0.5)),
          known(reading.durations().quantile(0.95)),
          forecast == null
              ? known(reading.headroom().quantile(HeadroomForecast.LOW_QUANTILE))
              : Double.valueOf(forecast.left()),
          reading.nearestLimit().isEmpty() ? null : reading.nearestLimit(),
          forecast == null ? null : known(forecast.minutesLeft().orElse(Double.NaN)),
          reading.agents().stream().map(AgentJson::of).toList(),
          reading.findings().stream().map(Finding::findingId).toList());
    }
  }

  /** What one agent saw of it. */
  record AgentJson(
      String agent,
      long calls,
      @Nullable Double failedShare,
      @Nullable Double p50Millis,
      @Nullable Double p95Millis) {

    static AgentJson of(AgentUse use) {
      return new AgentJson(
          use.agent(),
          use.outcomes().count(),
          known(use.failedShare()),
          known(use.durations().quantile(0.5)),
          known(use.durations().quantile(0.95)));
    }
  }

  @GetMapping
  @Operation(
      summary = "Providers that were called in the range, the worst first",
      description =
          "verdict says whose fault it looks like: THEM (most agents are hit), PART (several, at"
              + " most half), US (one agent), OVERFLOW (load of another that fails), UNTOLD (only one"
              + " agent uses it), NOBODY.")
  Items<ProviderJson> list(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to) {
    return Items.all(
        providers.readings(AskedRange.of(from, to, clock)).stream().map(ProviderJson::of).toList());
  }

  private static @Nullable Double known(double number) {
    return Double.isNaN(number) ? null : number;
  }
}
