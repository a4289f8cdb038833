package dev.leeway.standalone.detection;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Reads the Numenta Anomaly Benchmark's folder: {@code data/GROUP/NAME.csv(.xz)} with {@code
 * timestamp,value}, {@code labels/combined_windows.json}, {@code config/profiles.json}. Series
 * without a label and labels without a series are passed over.
 */
record NabCorpus(List<NabSeries> series, List<NabProfile> profiles) {
  NabCorpus {
    series = List.copyOf(series);
    profiles = List.copyOf(profiles);
  }

  static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve("labels/combined_windows.json"));
  }

  static NabCorpus read(Path folder) throws IOException {
    List<NabSeries> series = new ArrayList<>();
    JsonNode labels = BenchFiles.json(folder.resolve("labels/combined_windows.json"));
    for (Map.Entry<String, JsonNode> label : labels.properties()) {
      Path file = BenchFiles.packedOrNot(folder.resolve("data").resolve(label.getKey()));
      if (Files.isRegularFile(file)) {
        series.add(seriesOf(label.getKey(), file, label.getValue()));
      }
    }
    return new NabCorpus(series, profilesIn(folder.resolve("config/profiles.json")));
  }

  int windows() {
    return series.stream().mapToInt(one -> one.windows().size()).sum();
  }

  private static NabSeries seriesOf(String name, Path file, JsonNode windows) throws IOException {
    List<Long> millis = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    try (BufferedReader reader = BenchFiles.reader(file)) {
      reader.readLine();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int comma = line.indexOf(',');
        if (comma > 0) {
          millis.add(millisOf(line.substring(0, comma)));
          values.add(Double.parseDouble(line.substring(comma + 1).strip()));
        }
      }
    } catch (DateTimeParseException | NumberFormatException e) {
      throw new IOException(file + ": expected timestamp,value", e);
    }
    long[] times = millis.stream().mapToLong(Long::longValue).toArray();
    List<NabSeries.Window> found = new ArrayList<>();
    for (JsonNode window : windows) {
      int first = firstFrom(times, millisOf(window.path(0).asText()));
      int last = firstFrom(times, millisOf(window.path(1).asText()) + 1) - 1;
      if (last >= first) {
        found.add(new NabSeries.Window(first, last));
      }
    }
    return new NabSeries(
        name, times, values.stream().mapToDouble(Double::doubleValue).toArray(), found);
  }

  private static List<NabProfile> profilesIn(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return List.of(NabProfile.STANDARD);
    }
    List<NabProfile> profiles = new ArrayList<>();
    for (Map.Entry<String, JsonNode> profile : BenchFiles.json(file).properties()) {
      JsonNode costs = profile.getValue().path("CostMatrix");
      profiles.add(
          new NabProfile(
              profile.getKey().replace('_', ' '),
              costs.path("tpWeight").asDouble(),
              costs.path("fnWeight").asDouble(),
              costs.path("fpWeight").asDouble()));
    }
    return profiles;
  }

  private static long millisOf(String timestamp) {
    return LocalDateTime.parse(timestamp.strip().replace(' ', 'T'))
        .toInstant(ZoneOffset.UTC)
        .toEpochMilli();
  }

  private static int firstFrom(long[] times, long millis) {
    return (int) Arrays.stream(times).takeWhile(time -> time < millis).count();
  }
}
