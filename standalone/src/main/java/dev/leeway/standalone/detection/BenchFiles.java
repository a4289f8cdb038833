package dev.leeway.standalone.detection;

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
import org.tukaani.xz.XZInputStream;

/** Opens files of recorded series, which may be packed by xz. */
final class BenchFiles {
  private static final String PACKED = ".xz";
  private static final ObjectMapper JSON = new ObjectMapper();

  private BenchFiles() {}

  /** The file, or its packed form where only that is there. */
  static Path packedOrNot(Path file) {
    Path packed = file.resolveSibling(file.getFileName() + PACKED);
    return !Files.exists(file) && Files.exists(packed) ? packed : file;
  }

  static BufferedReader reader(Path file) throws IOException {
    return new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8));
  }

  static JsonNode json(Path file) throws IOException {
    try (InputStream in = open(file)) {
      return JSON.readTree(in);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file));
    return file.toString().endsWith(PACKED) ? new XZInputStream(raw) : raw;
  }
}
