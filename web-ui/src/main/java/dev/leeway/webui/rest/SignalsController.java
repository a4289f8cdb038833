package dev.leeway.webui.rest;

import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.catalogue.Verdict;
import dev.leeway.signals.condition.standard.StandardVerdicts;
import dev.leeway.signals.window.Rate;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.AgentStore;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.StatusStore;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowPoint;
import dev.leeway.storage.query.WindowStep;
import dev.leeway.storage.query.WindowStore;
import dev.leeway.webui.agent.SignalPlaces;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.range.RatePerMinute;
import dev.leeway.webui.serving.CapacitySeries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Windows and quantiles of one signal of one slice. */
@RestController
@RequestMapping(path = "/api/v1/signals", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "signals")
final class SignalsController {
  private static final SignalCatalogue CATALOGUE = SignalCatalogue.standard();

  private final WindowStore windows;
  private final AgentStore agents;
  private final StatusStore statuses;
  private final InstantSource clock;
  private final String tenant;

  SignalsController(
      WindowStore windows,
      AgentStore agents,
      StatusStore statuses,
      WebUiSettings settings,
      WebUiConfig config) {
    this.windows = windows;
    this.agents = agents;
    this.statuses = statuses;
    this.clock = settings.clock();
    this.tenant = config.tenantId();
  }

  /**
   * What the values of some windows were. Quantiles are within 1 % of the true value; they and the
   * mean are null when nothing numeric was counted. Of a rate, perMinute is what all runs come to,
   * null of less than a minute.
   */
  record Values(
      long count,
      @Nullable Double mean,
      @Nullable Double p50,
      @Nullable Double p90,
      @Nullable Double p95,
      @Nullable Double p99,
      @Nullable Double perMinute,
      Map<String, Long> categories) {

    static Values of(SignalValues values, OptionalDouble perMinute) {
      boolean numeric = !values.isEmpty() && values.categories().isEmpty();
      return new Values(
          values.count(),
          numeric ? values.sum() / values.count() : null,
          quantile(values, 0.5),
          quantile(values, 0.9),
          quantile(values, 0.95),
          quantile(values, 0.99),
          perMinute.isPresent() ? perMinute.getAsDouble() : null,
          values.categories());
    }

    static Values of(CapacitySeries.Point point) {
      Double value = point.value().isPresent() ? point.value().getAsDouble() : null;
      return new Values(point.runs(), value, null, null, null, null, null, Map.of());
    }

    private static @Nullable Double quantile(SignalValues values, double q) {
      return values.distribution().isEmpty() ? null : values.distribution().quantile(q);
    }
  }

  /** The values from an instant on, for one step. */
  record Point(Instant at, Values values) {}

  /** A signal over a range: each point at which something was counted, and all of it in one. */
  record Series(
      String signal,
      Map<String, String> slice,
      int stepSeconds,
      @Nullable StatusJson status,
      Values all,
      List<Point> items) {}

  @GetMapping
  @Operation(
      summary = "Windows and quantiles of one signal of one slice",
      description =
          "The slice is the agent, or with dimension and value a part of it, such as"
              + " dimension=model&value=gpt-4o. At most 500 points. status is where it stands now:"
              + " learning, stable, moved or drift; null where no detector watches it. run.rate,"
              + " cost.rate and tokens.rate say per_minute what all runs come to; their other values"
              + " are of one run. A step that has not ended, or of which the range holds a part, is"
              + " divided by the time of it that is read. complexity.tail_share and"
              + " capacity.headroom are computed from windows of runs and tokens: count is how many"
              + " runs, mean the share, or how many times the busiest hour could be met by what was"
              + " known at the end of the step; null of too few. Of the other verdicts of"
              + " /signals/names there are no numbers; asking for one is answered 400, which says"
              + " where it is told.")
  Series series(
      @RequestParam String agent,
      @RequestParam String signal,
      @RequestParam(required = false) @Nullable String environment,
      @RequestParam(defaultValue = "") String dimension,
      @RequestParam(defaultValue = "") String value,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(defaultValue = "500") int points) {
    TimeRange range = AskedRange.of(from, to, clock);
    Slice whole =
        Slice.ofAgent(tenant, environment == null ? environmentOf(agent) : environment, agent);
    Slice slice = dimension.isEmpty() && value.isEmpty() ? whole : whole.with(dimension, value);
    Instant now = clock.instant();
    WindowStep step = WindowStep.of(range, points, now);
    Optional<Verdict> verdict = StandardVerdicts.find(signal);
    if (verdict.isPresent()) {
      return computed(verdict.get(), slice, range, step);
    }
    if (CATALOGUE.find(signal).isEmpty()) {
      throw new NotFoundException(
          "no signal named %s; /api/v1/signals/names has them all".formatted(signal));
    }
    Optional<Rate> rate = Rate.of(signal);
    Optional<RatePerMinute> perMinute = rate.map(of -> new RatePerMinute(of, range, step, now));
    List<WindowPoint> series =
        windows.series(slice, rate.map(Rate::source).orElse(signal), range, step);
    SignalValues all =
        series.stream().map(WindowPoint::values).reduce(SignalValues.EMPTY, SignalValues::plus);
    return new Series(
        signal,
        slice.pairs(),
        step.stepSeconds(),
        statuses.of(slice, signal).map(StatusJson::of).orElse(null),
        Values.of(all, known(perMinute.map(of -> of.of(all)))),
        series.stream()
            .map(point ->
                new Point(
                    point.at(),
                    Values.of(point.values(), known(perMinute.map(of -> of.of(point))))))
            .toList());
  }

  private Series computed(Verdict verdict, Slice slice, TimeRange range, WindowStep step) {
    CapacitySeries series =
        switch (verdict.name()) {
          case CapacitySeries.TAIL_SHARE -> CapacitySeries.tailShare(windows, slice, range, step);
          case CapacitySeries.HEADROOM -> CapacitySeries.headroom(windows, slice, range, step);
          default -> throw new IllegalArgumentException(withoutNumbers(verdict));
        };
    return new Series(
        verdict.name(),
        slice.pairs(),
        series.stepSeconds(),
        null,
        Values.of(series.all()),
        series.points().stream().map(point -> new Point(point.at(), Values.of(point))).toList());
  }

  /** Why there are no numbers, and who tells what was asked for. */
  static String withoutNumbers(Verdict verdict) {
    boolean ofOthers = !verdict.told().equals(List.of(verdict.name()));
    String where =
        ofOthers
            ? "it is told as " + String.join(", ", verdict.told())
            : verdict.opensFindings()
                ? "/api/v1/findings?signal=%s has what was told of it".formatted(verdict.name())
                : "no finding tells it; it is shown on: "
                    + String.join("; ", SignalPlaces.of(verdict));
    return "%s is a verdict over many runs and has no windows; %s".formatted(verdict.name(), where);
  }

  private static OptionalDouble known(Optional<Double> perMinute) {
    return perMinute.stream().filter(Double::isFinite).mapToDouble(Double::doubleValue).findFirst();
  }

  private String environmentOf(String agent) {
    return agents
        .environmentOf(tenant, agent)
        .orElseThrow(() -> new NotFoundException("no agent named " + agent));
  }
}
