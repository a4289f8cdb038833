package dev.leeway.signals.serving;

import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.metric.MetricPoint;
import dev.leeway.signals.metric.MetricSketch;
import dev.leeway.signals.metric.Reading;
import dev.leeway.signals.metric.Step.Increase;
import dev.leeway.signals.window.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one point of a model server or GPU adds, in the unit that its canonical metric is stored in.
 *
 * @param owner of the metrics: the service that tells them, where agents have their agent
 * @param dimensions further ones: replica, model, GPU and version, as far as they are told
 * @param metric the canonical name, such as {@code serve.kv.util}
 * @param level whether it says what is, and not what was added
 * @param startMillis since when an increase was counted; zero when that isn't known
 * @param value the level, or the sum of what was added; NaN for none
 * @param buckets of a histogram's values
 * @param zeros of a histogram's values
 */
public record ServingSample(
    Slice owner,
    Map<String, String> dimensions,
    String metric,
    boolean level,
    long startMillis,
    long atMillis,
    double value,
    Map<Integer, Long> buckets,
    long zeros) {
  private static final long NANOS_PER_MILLI = 1_000_000;

  public ServingSample {
    dimensions = Map.copyOf(dimensions);
    buckets = Map.copyOf(buckets);
  }

  /**
   * The samples of a point that was stored; none where nobody wants its metrics.
   *
   * @param wanted canonical names
   */
  public static List<ServingSample> of(MetricPoint point, Increase increase, Set<String> wanted) {
    List<ServingSample> samples = new ArrayList<>();
    for (Reading reading : point.series().readings()) {
      if (wanted.contains(reading.metric())) {
        samples.add(of(point, increase, reading));
      }
    }
    return samples;
  }

  private static ServingSample of(MetricPoint point, Increase increase, Reading reading) {
    AgentSource source = point.series().source();
    double factor = point.series().factor();
    MetricSketch sketch = MetricSketch.of(increase.totals(), factor, point.min(), point.max());
    boolean distributed = reading.aspect() != Reading.Aspect.TOTAL;
    return new ServingSample(
        Slice.ofAgent(source.tenantId(), source.environment(), source.agentName()),
        ServingLabels.dimensionsOf(point.series(), reading.metric()),
        reading.metric(),
        point.series().isLevel(),
        increase.startNanos() / NANOS_PER_MILLI,
        point.timeNanos() / NANOS_PER_MILLI,
        increase.totals().sum() * factor,
        distributed ? sketch.buckets() : Map.of(),
        distributed ? sketch.zeros() : 0);
  }

  /** The same place and time, with another metric's level. */
  public ServingSample withLevel(String otherMetric, double otherValue) {
    return new ServingSample(
        owner, dimensions, otherMetric, true, 0, atMillis, otherValue, Map.of(), 0);
  }
}
