package dev.leeway.standalone.detection.labelled;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tukaani.xz.XZInputStream;

/** Reads recorded JSON, packed by xz. */
final class Recordings {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Recordings() {}

  static JsonNode tree(Path file) throws IOException {
    try (InputStream in = open(file)) {
      return JSON.readTree(in);
    }
  }

  static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(JSON.readTree(line));
      }
    }
    return lines;
  }

  private static InputStream open(Path file) throws IOException {
    return new XZInputStream(new BufferedInputStream(Files.newInputStream(file)));
  }
}
