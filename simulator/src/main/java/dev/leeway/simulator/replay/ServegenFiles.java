package dev.leeway.simulator.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads ServeGen's published clients (arXiv 2505.09999): {@code X_rates.csv} with {@code
 * client,t,rate,cv,pattern,arg1,arg2} and beside it {@code X_lengths.jsonl} with {@code {client, t,
 * input_tokens, output_tokens}}. {@code arg1} is the shape of the gaps; their mean follows from the
 * rate.
 */
public final class ServegenFiles {
  private static final String RATES = "_rates.csv";
  private static final String HEADER = "client,t,rate,cv,pattern,arg1,arg2";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ServegenFiles() {}

  /** The rate files among the paths, each of which is one recording. */
  public static List<Path> ratesBelow(List<Path> paths) throws IOException {
    List<Path> rates =
        RecordedFiles.below(paths).stream()
            .filter(file -> RecordedFiles.nameOf(file).endsWith(RATES))
            .toList();
    if (rates.isEmpty()) {
      throw new IOException("expected a file that ends in " + RATES + "(.xz) below " + paths);
    }
    return rates;
  }

  public static String recordingOf(Path rates) {
    String name = RecordedFiles.nameOf(rates);
    return name.substring(0, name.length() - RATES.length());
  }

  public static Collection<ServegenClient> read(Path rates) throws IOException {
    Map<String, ServegenClient> clients = new TreeMap<>();
    readRates(rates, clients);
    String fileName = String.valueOf(rates.getFileName());
    readLengths(rates.resolveSibling(fileName.replace(RATES, "_lengths.jsonl")), clients);
    clients.values().removeIf(client -> !client.hasLengths());
    return clients.values();
  }

  private static void readRates(Path file, Map<String, ServegenClient> clients) throws IOException {
    try (BufferedReader reader = RecordedFiles.reader(file)) {
      String header = reader.readLine();
      if (header == null || !header.strip().equals(HEADER)) {
        throw new IOException(file + ": expected the header " + HEADER + ", came " + header);
      }
      String line;
      while ((line = reader.readLine()) != null) {
        String[] fields = line.split(",", -1);
        if (fields.length != 7) {
          throw new IOException(file + ": expected 7 fields, came " + line);
        }
        clients
            .computeIfAbsent(fields[0], ServegenClient::new)
            .add(
                new ServegenClient.Arrivals(
                    (long) Double.parseDouble(fields[1]),
                    Double.parseDouble(fields[2]),
                    fields[4].equals("Weibull"),
                    Double.parseDouble(fields[5])));
      }
    } catch (NumberFormatException e) {
      throw new IOException(file + ": expected numbers", e);
    }
  }

  private static void readLengths(Path file, Map<String, ServegenClient> clients)
      throws IOException {
    try (BufferedReader reader = RecordedFiles.reader(file)) {
      String line;
      while ((line = reader.readLine()) != null) {
        JsonNode row = JSON.readTree(line);
        ServegenClient client = clients.get(row.path("client").asText());
        if (client != null) {
          client.add(
              row.path("t").asLong(),
              new ServegenClient.Lengths(
                  EmpiricalLengths.parse(row.path("input_tokens").asText()),
                  EmpiricalLengths.parse(row.path("output_tokens").asText())));
        }
      }
    }
  }
}
