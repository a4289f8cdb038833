package dev.leeway.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.telemetry.json.Conversion;
import dev.leeway.telemetry.json.OtlpJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The golden pairs below {@code src/test/resources/dialects}: an OTLP/JSON request of a dialect,
 * and what is expected of each of its events in order, written by hand: {@code [name]}, then {@code
 * field: value} lines, of which one without a value expects that the field is absent.
 */
final class GoldenFile {
  record Expected(String name, Map<String, String> fields) {}

  private GoldenFile() {}

  static Stream<String> dialectsWith(String file) {
    try (Stream<Path> folders = Files.list(path(""))) {
      return folders
          .filter(folder -> Files.exists(folder.resolve(file)))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] protobuf(OtlpJson.Root root, String file) {
    return protobuf(root, bytes(file));
  }

  static byte[] protobuf(OtlpJson.Root root, byte[] json) {
    return switch (OtlpJson.toProtobuf(root, json, 10 * json.length)) {
      case Conversion.Protobuf converted -> converted.bytes();
      case Conversion.Refused refused -> throw new AssertionError(refused.reason());
    };
  }

  static List<Expected> expected(String file) {
    List<Expected> expected = new ArrayList<>();
    for (String line : new String(bytes(file), UTF_8).lines().toList()) {
      if (line.startsWith("[")) {
        expected.add(new Expected(line.substring(1, line.length() - 1), new LinkedHashMap<>()));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        int colon = line.indexOf(':');
        expected
            .get(expected.size() - 1)
            .fields()
            .put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    return expected;
  }

  private static byte[] bytes(String file) {
    try {
      return Files.readAllBytes(path(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path path(String file) {
    try {
      return Path.of(
              Objects.requireNonNull(GoldenFile.class.getResource("/dialects"), "no golden files")
                  .toURI())
          .resolve(file);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
