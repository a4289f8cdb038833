package dev.leeway.signals.drift.reference;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The integer streams of the drift specification, where the machine has them. */
final class TestVectors {
  private TestVectors() {}

  static double[] stream(String name) throws IOException {
    String data = System.getenv("LEEWAY_DATA");
    Path file = Path.of(data == null ? "." : data).resolve("test-vectors").resolve(name + ".csv");
    assumeTrue(data != null && Files.exists(file), "LEEWAY_DATA has no test-vectors/" + name);
    return Files.readAllLines(file).stream().mapToDouble(Double::parseDouble).toArray();
  }

  /** The places, counted from 0, at which the detector alarms. */
  static List<Integer> alarms(ReferenceDetector detector, double... values) {
    List<Integer> alarms = new ArrayList<>();
    for (int at = 0; at < values.length; at++) {
      if (detector.step(values[at])) {
        alarms.add(at);
      }
    }
    return alarms;
  }
}
