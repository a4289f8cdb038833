package dev.leeway.standalone.detection;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads the Turing Change Point Dataset's folder: {@code annotations.json} (series, annotator,
 * positions of changes) and {@code datasets/NAME/FILE.json}, each of which may be packed by xz.
 * Series that nobody annotated are passed over.
 */
record TcpdSet(List<Annotated> series) {
  TcpdSet {
    series = List.copyOf(series);
  }

  /**
   * @param dimensions values of each dimension, of one length; a missing one repeats the one before
   * @param annotations positions of changes, by annotator
   */
  record Annotated(String name, List<double[]> dimensions, List<List<Integer>> annotations) {
    Annotated {
      dimensions = List.copyOf(dimensions);
      annotations = List.copyOf(annotations);
    }

    int length() {
      return dimensions.getFirst().length;
    }
  }

  static boolean isIn(Path folder) {
    return Files.exists(BenchFiles.packedOrNot(folder.resolve("annotations.json")))
        && Files.isDirectory(folder.resolve("datasets"));
  }

  static TcpdSet read(Path folder) throws IOException {
    JsonNode annotations =
        BenchFiles.json(BenchFiles.packedOrNot(folder.resolve("annotations.json")));
    Map<String, Annotated> series = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder.resolve("datasets"), 2)) {
      files = walk.filter(TcpdSet::isSeries).sorted().toList();
    }
    for (Path file : files) {
      JsonNode json = BenchFiles.json(file);
      String name = json.path("name").asText();
      if (annotations.has(name) && !json.path("series").isEmpty()) {
        series.put(name, new Annotated(name, dimensionsOf(json), positionsOf(annotations, name)));
      }
    }
    return new TcpdSet(List.copyOf(series.values()));
  }

  private static boolean isSeries(Path file) {
    return file.toString().endsWith(".json") || file.toString().endsWith(".json.xz");
  }

  private static List<double[]> dimensionsOf(JsonNode json) {
    List<double[]> dimensions = new ArrayList<>();
    for (JsonNode dimension : json.path("series")) {
      JsonNode raw = dimension.path("raw");
      double[] values = new double[raw.size()];
      for (int at = 0; at < values.length; at++) {
        values[at] = raw.get(at).isNumber() ? raw.get(at).asDouble() : at == 0 ? 0 : values[at - 1];
      }
      dimensions.add(values);
    }
    return dimensions;
  }

  private static List<List<Integer>> positionsOf(JsonNode annotations, String name) {
    List<List<Integer>> positions = new ArrayList<>();
    for (JsonNode annotator : annotations.path(name)) {
      List<Integer> changes = new ArrayList<>();
      annotator.forEach(change -> changes.add(change.asInt()));
      positions.add(List.copyOf(changes));
    }
    return positions;
  }
}
