package dev.leeway.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.metric.MetricPoint;
import dev.leeway.telemetry.MetricTotals.Total;
import dev.leeway.telemetry.json.OtlpJson;
import dev.leeway.testkit.RecordedData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The metrics that unmodified clients sent, against a table that was computed from the recordings
 * by a reader that doesn't know this decoder. Cumulative, delta and exponential exports of the same
 * scenarios are in it with the same tokens.
 */
final class RecordedMetricsTest {
  private static final long RECORDED_MILLIS = 1_795_340_000_000L;
  private static final String PER_CALL = ".per_call";

  /** A client's row: metric, or {@code points}, to what is expected of it. */
  private static final Map<String, Map<String, Total>> TABLE = table();

  static Set<String> clients() {
    return TABLE.keySet();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("clients")
  void addsUpToWhatWasSent(String client) {
    Map<String, Total> expected = new TreeMap<>(Objects.requireNonNull(TABLE.get(client)));
    List<MetricPoint> points = points(client);
    assertThat(points).hasSize((int) Objects.requireNonNull(expected.remove("points")).count());
    Map<String, Total> canonical = new TreeMap<>(MetricTotals.of(points));
    canonical.keySet().removeIf(name -> !isCanonical(name));
    assertThat(canonical.keySet()).isEqualTo(expected.keySet());
    expected.forEach((metric, total) -> {
      Total came = Objects.requireNonNull(canonical.get(metric));
      assertThat(came.count()).as(metric).isEqualTo(total.count());
      assertThat(came.sum()).as(metric).isCloseTo(total.sum(), within(2e-6));
    });
  }

  @Test
  void cumulativeAndDeltaExportsOfTheSameScenariosAgree() {
    for (String pair : List.of("otel-java-plain", "otel-js-openai")) {
      String cumulative = pair.equals("otel-java-plain") ? pair + "-http" : pair;
      Map<String, Total> first = MetricTotals.of(points(cumulative));
      Map<String, Total> second = MetricTotals.of(points(pair + "-grpc-delta-exp"));
      assertThat(second.get("tokens.input")).isEqualTo(first.get("tokens.input"));
      assertThat(second.get("tokens.output")).isEqualTo(first.get("tokens.output"));
      assertThat(second.get("tokens.input.per_call")).isEqualTo(first.get("tokens.input.per_call"));
      assertThat(Objects.requireNonNull(second.get("llm.duration")).count())
          .isEqualTo(Objects.requireNonNull(first.get("llm.duration")).count());
    }
  }

  @Test
  void anUpDownCounterThatStaysCumulativeUnderDeltaIsALevel() {
    List<MetricPoint> active =
        points("otel-java-plain-grpc-delta-exp").stream()
            .filter(point -> point.series().name().equals("shop.agent.active"))
            .toList();
    assertThat(active).hasSize(14).allMatch(point -> point.series().isLevel());
  }

  @Test
  void exemplarsKeepTheirTraces() {
    assertThat(points("openai-java").stream().mapToInt(point -> point.exemplars().size()).sum())
        .isPositive();
  }

  private static boolean isCanonical(String metric) {
    return !metric.endsWith(PER_CALL)
        && Stream.of("tokens.", "llm.", "op.", "tool.", "agent.", "cost", "serve.", "gpu.")
            .anyMatch(metric::startsWith);
  }

  private static List<MetricPoint> points(String client) {
    MetricDecoder decoder = new MetricDecoder();
    List<MetricPoint> points = new ArrayList<>();
    for (Path file : files(client)) {
      DecodedMetrics decoded = decoder.decode("acme", bytes(file), RECORDED_MILLIS);
      assertThat(decoded.undecodable()).isEmpty();
      points.addAll(decoded.points());
    }
    return points;
  }

  private static List<Path> files(String client) {
    try (Stream<Path> files = Files.list(RecordedData.require("otlp-captures/" + client))) {
      return files.filter(file -> file.toString().contains("-metrics.")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return file.toString().endsWith(".json")
          ? GoldenFile.protobuf(OtlpJson.Root.TRACES, bytes)
          : bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Map<String, Total>> table() {
    Map<String, Map<String, Total>> table = new TreeMap<>();
    try (InputStream in = RecordedMetricsTest.class.getResourceAsStream("recordings/metrics.txt")) {
      new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .forEach(cells ->
              table
                  .computeIfAbsent(cells[0], client -> new TreeMap<>())
                  .put(
                      cells[1],
                      new Total(
                          Long.parseLong(cells[2]),
                          cells[3].equals("-") ? 0 : Double.parseDouble(cells[3]))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }
}
