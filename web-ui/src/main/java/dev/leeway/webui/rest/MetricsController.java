package dev.leeway.webui.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leeway.storage.query.MetricFilter;
import dev.leeway.storage.query.MetricSeriesValues;
import dev.leeway.storage.query.MetricStore;
import dev.leeway.storage.query.MetricSummary;
import dev.leeway.storage.query.MetricValue;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowStep;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Metrics that services sent: which there are, and one of them over time. */
@RestController
@RequestMapping(path = "/api/v1/metrics", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "metrics")
final class MetricsController {
  private final MetricStore metrics;
  private final InstantSource clock;
  private final String tenant;

  MetricsController(MetricStore metrics, WebUiSettings settings, WebUiConfig config) {
    this.metrics = metrics;
    this.clock = settings.clock();
    this.tenant = config.tenantId();
  }

  /** A metric of a service. Its last value is a level, or what its newest point added. */
  record Metric(
      String name,
      String unit,
      String kind,
      boolean level,
      String service,
      String agent,
      String environment,
      long series,
      Instant lastAt,
      double lastValue) {

    static Metric of(MetricSummary metric) {
      return new Metric(
          metric.metric(),
          metric.unit(),
          metric.kind(),
          metric.level(),
          metric.service(),
          metric.agent(),
          metric.environment(),
          metric.series(),
          metric.lastAt(),
          metric.lastValue());
    }
  }

  /** One step of a line. Count and quantiles are of histograms only. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Point(
      Instant at,
      double value,
      long count,
      @Nullable Double p50,
      @Nullable Double p95,
      @Nullable Double p99,
      boolean layoutChanged) {

    static Point of(MetricValue value) {
      return new Point(
          value.at(),
          value.value(),
          value.count(),
          quantile(value, 0.5),
          quantile(value, 0.95),
          quantile(value, 0.99),
          value.layoutChanged());
    }

    private static @Nullable Double quantile(MetricValue value, double q) {
      return value.distribution().isEmpty() ? null : value.distribution().quantile(q);
    }
  }

  /** A line: one instance of a service, and one value of the attribute it was taken apart by. */
  record Line(String service, String instance, String by, boolean level, List<Point> points) {
    static Line of(MetricSeriesValues series) {
      return new Line(
          series.service(),
          series.instance(),
          series.by(),
          series.level(),
          series.values().stream().map(Point::of).toList());
    }
  }

  /** A metric over a range. */
  record Series(String metric, int stepSeconds, List<Line> items) {}

  @GetMapping
  @Operation(
      summary = "Metrics that came in the range, by name",
      description =
          "Canonical names where a table knows the sender's, such as tokens.input, llm.duration or"
              + " serve.queue.depth; else the sender's own. At most 500.")
  Items<Metric> list(
      @RequestParam(defaultValue = "") String agent,
      @RequestParam(defaultValue = "") String service,
      @RequestParam(defaultValue = "") String environment,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to) {
    TimeRange range = AskedRange.of(from, to, clock);
    MetricFilter filter = new MetricFilter(agent, service, environment, "", Map.of());
    return Items.all(metrics.list(tenant, filter, range).stream().map(Metric::of).toList());
  }

  /** The rest of the path is the name, since names may have slashes. */
  @GetMapping("/{*metric}")
  @Operation(
      summary = "One metric over time, a line per instance",
      description =
          "Slashes in a name are sent as they are. A level's value is its mean over the step, averaged"
              + " over series where it is a share (unit 1) or a temperature (Cel), else added up; any"
              + " other's is what was added in the step. With by=model the lines are taken apart by that attribute; with"
              + " attribute=engine&value=0 only series that have it are read. At most 20 lines of 500"
              + " points, the lines that were heard last. Do not compare quantiles across a point whose layoutChanged is true.")
  Series series(
      @PathVariable String metric,
      @RequestParam(defaultValue = "") String agent,
      @RequestParam(defaultValue = "") String service,
      @RequestParam(defaultValue = "") String environment,
      @RequestParam(defaultValue = "") String instance,
      @RequestParam(defaultValue = "") String by,
      @RequestParam(defaultValue = "") String attribute,
      @RequestParam(defaultValue = "") String value,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(defaultValue = "500") int points) {
    // The rest of a path starts with its slash.
    String name = metric.substring(1);
    if (name.isEmpty()) {
      throw new NotFoundException("expected the name of a metric, came none");
    }
    TimeRange range = AskedRange.of(from, to, clock);
    int step = WindowStep.of(range, points, clock.instant()).stepSeconds();
    Map<String, String> attributes = attribute.isEmpty() ? Map.of() : Map.of(attribute, value);
    MetricFilter filter = new MetricFilter(agent, service, environment, instance, attributes);
    return new Series(
        name,
        step,
        metrics.series(tenant, name, filter, by, range, step).stream().map(Line::of).toList());
  }
}
