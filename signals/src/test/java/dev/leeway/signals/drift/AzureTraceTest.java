package dev.leeway.signals.drift;

import static dev.leeway.signals.drift.Traffic.HOUR;
import static dev.leeway.signals.drift.Traffic.MINUTE;
import static dev.leeway.signals.drift.Traffic.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.WindowPartial;
import dev.leeway.testkit.RecordedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.XZInputStream;

/**
 * One hour of conversation requests in production (Azure LLM inference trace 2023, 19,366
 * requests), whose token counts drift by themselves: the halves of the hour differ by PSI 0.13.
 */
class AzureTraceTest {
  private static final String TOKENS = "complexity.input_tokens";

  private record Request(long atMillis, int tokens) {}

  @Test
  void naturalDriftWithinTheHourIsMovedAndOpensNothing() throws IOException {
    Recording recording = replay(requests(), 1, Long.MAX_VALUE);
    assertThat(recording.opened()).isEmpty();
    assertThat(recording.statuses)
        .extracting(SignalStatus::health)
        .containsSubsequence(Health.LEARNING, Health.STABLE, Health.MOVED);
    assertThat(recording.count(MonitorCount.GATED_PANES)).isPositive();
  }

  @Test
  void doubledTokensOfRealRequestsOpenAFinding() throws IOException {
    List<Request> hour = requests();
    long start = hour.getFirst().atMillis;
    List<Request> twoHours = new ArrayList<>(hour);
    hour.forEach(request -> twoHours.add(new Request(request.atMillis + HOUR, request.tokens)));
    long shiftAt = start + 100 * MINUTE;
    Recording recording = replay(twoHours, 2, shiftAt);
    assertThat(recording.opened()).hasSize(1);
    Finding finding = recording.opened().getFirst();
    assertThat(finding.openedAtMillis()).isBetween(shiftAt, shiftAt + 20 * MINUTE);
  }

  private static Recording replay(List<Request> requests, double factor, long from) {
    Recording recording = new Recording();
    TenantMonitor monitor =
        new TenantMonitor(
            "acme", DriftConfig.defaults(), Watches.defaults(), new MapStore(), recording);
    TreeMap<Long, List<Request>> minutes = new TreeMap<>();
    for (Request request : requests) {
      long minute = Math.floorDiv(request.atMillis, MINUTE) * MINUTE;
      minutes.computeIfAbsent(minute, start -> new ArrayList<>()).add(request);
    }
    minutes.forEach((minute, inside) -> {
      Map<Integer, Long> buckets = new TreeMap<>();
      for (Request request : inside) {
        double scale = request.atMillis >= from ? factor : 1;
        buckets.merge(Buckets.indexOf(request.tokens * scale), 1L, Long::sum);
      }
      monitor.add(
          new WindowPartial(
              SHOP, TOKENS, minute, 60, inside.size(), 0, buckets, Map.of(), List.of()));
      monitor.advance("prod", "shop", minute, minute);
    });
    long end = minutes.lastKey() + 10 * MINUTE;
    monitor.advance("prod", "shop", end, end);
    return recording;
  }

  private static List<Request> requests() throws IOException {
    Path path = RecordedData.require("azure-llm-2023/AzureLLMInferenceTrace_conv.csv.xz");
    List<Request> requests = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new XZInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(",", -1);
        long at =
            LocalDateTime.parse(fields[0].replace(' ', 'T'))
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
        requests.add(new Request(at, Integer.parseInt(fields[1])));
      }
    }
    return requests;
  }
}
