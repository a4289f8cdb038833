package dev.leeway.standalone.bench.ingest;

import java.net.URI;
import java.util.List;

/**
 * What the generator is asked to send, as a line of its input.
 *
 * @param spansPerSecond 0 for as many as are answered
 * @param serial no two orders have the same; ids are made of it
 */
record LoadOrder(
    Workload workload,
    Door door,
    URI server,
    int connections,
    double spansPerSecond,
    double seconds,
    long serial) {

  String line() {
    return String.join(
        " ",
        workload.name(),
        door.name(),
        server.toString(),
        Integer.toString(connections),
        Double.toString(spansPerSecond),
        Double.toString(seconds),
        Long.toString(serial));
  }

  static LoadOrder of(String line) {
    List<String> words = List.of(line.split(" ", -1));
    if (words.size() != 7) {
      throw new IllegalArgumentException("expected seven words, came: " + line);
    }
    return new LoadOrder(
        Workload.valueOf(words.get(0)),
        Door.valueOf(words.get(1)),
        URI.create(words.get(2)),
        Integer.parseInt(words.get(3)),
        Double.parseDouble(words.get(4)),
        Double.parseDouble(words.get(5)),
        Long.parseLong(words.get(6)));
  }
}
