package dev.leeway.simulator.replay;

import dev.leeway.signals.event.Hashes;
import dev.leeway.simulator.otlp.Attributes;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Requests drawn, with a seed, from ServeGen's recorded rates and length distributions, window by
 * window. Thinning divides a client's rate and keeps the shape of its gaps, so bursts stay bursts.
 */
final class ServegenSource implements TraceSource {
  /** The recordings carry no date; an unshifted replay starts here, on a Monday. */
  private static final Instant EPOCH = Instant.parse("2024-06-03T00:00:00Z");

  /** One ten-minute window of one client, with what is needed to draw its requests. */
  private record Task(
      String recording,
      ServegenClient client,
      ServegenClient.Arrivals arrivals,
      double fraction,
      Resource resource,
      List<KeyValue> attributes) {}

  private final NavigableMap<Long, List<Task>> windows;
  private final String agent;
  private final Sampling sampling;

  private ServegenSource(NavigableMap<Long, List<Task>> windows, String agent, Sampling sampling) {
    this.windows = windows;
    this.agent = agent;
    this.sampling = sampling;
  }

  static ServegenSource read(List<Path> paths, String agent, Sampling sampling) throws IOException {
    NavigableMap<Long, List<Task>> windows = new TreeMap<>();
    for (Path rates : ServegenFiles.ratesBelow(paths)) {
      String recording = ServegenFiles.recordingOf(rates);
      for (ServegenClient client : ServegenFiles.read(rates)) {
        double fraction = sampling.fractionOf(client.requests());
        Resource resource = ReplayResource.of(agent, client.id());
        List<KeyValue> attributes =
            List.of(
                Attributes.of("client", client.id()),
                Attributes.of("gen_ai.request.model", recording));
        for (ServegenClient.Arrivals arrivals : client.arrivals()) {
          windows
              .computeIfAbsent(arrivals.startSeconds(), start -> new ArrayList<>())
              .add(new Task(recording, client, arrivals, fraction, resource, attributes));
        }
      }
    }
    return new ServegenSource(windows, agent, sampling);
  }

  @Override
  public long lastEventNanos() throws IOException {
    if (windows.isEmpty()) {
      throw new IOException("the recording holds no window");
    }
    return EPOCH.getEpochSecond() * 1_000_000_000L
        + (windows.lastKey() + ServegenClient.WINDOW_SECONDS) * 1_000_000_000L;
  }

  @Override
  public Stream<RecordedTrace> traces() {
    Map<ServegenClient, Double> untilNext = new HashMap<>();
    return windows.values().stream()
        .flatMap(tasks ->
            tasks.stream()
                .flatMap(task -> requests(task, untilNext))
                .sorted(Comparator.comparingLong(RecordedTrace::startNanos)));
  }

  /**
   * Draws one window. A client's gaps are counted in expected requests and run on across windows,
   * so that a client with less than one request a window keeps its rate.
   */
  private Stream<RecordedTrace> requests(Task task, Map<ServegenClient, Double> untilNext) {
    String window =
        String.join(
            "\0",
            "servegen",
            task.recording,
            agent,
            Long.toString(sampling.seed()),
            Double.toString(task.fraction),
            task.client.id(),
            Long.toString(task.arrivals.startSeconds()));
    SplittableRandom random = new SplittableRandom(Hashes.hash64(window));
    RenewalGaps gaps = new RenewalGaps(task.arrivals.weibull(), task.arrivals.shape());
    double expected = task.arrivals.rate() * task.fraction * ServegenClient.WINDOW_SECONDS;
    Double carried = untilNext.get(task.client);
    double at = carried == null ? gaps.draw(random) * random.nextDouble() : carried;
    List<RecordedTrace> requests = new ArrayList<>();
    while (at < expected) {
      double seconds = at / expected * ServegenClient.WINDOW_SECONDS;
      requests.add(request(task, window + '\0' + requests.size(), seconds, random));
      at += gaps.draw(random);
    }
    untilNext.put(task.client, at - expected);
    return requests.stream();
  }

  private static RecordedTrace request(
      Task task, String identity, double atSeconds, SplittableRandom random) {
    long seconds = task.arrivals.startSeconds();
    ServegenClient.Lengths lengths = task.client.lengthsAt(seconds);
    long start = (EPOCH.getEpochSecond() + seconds) * 1_000_000_000L + Math.round(atSeconds * 1e9);
    return new RecordedTrace(
        start,
        task.client.id(),
        task.resource,
        List.of(
            InferenceSpan.of(
                identity,
                start,
                lengths.input().draw(random),
                lengths.output().draw(random),
                task.attributes)));
  }
}
