package dev.leeway.collector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads the collector's configuration from one YAML file and the environment, which outranks it.
 *
 * <p>All problems are found at once; a key that is not known is one.
 */
final class CollectorSettingsFile {

  /** What was read. */
  sealed interface Read {}

  record Good(CollectorConfig config, String bootstrapServers) implements Read {}

  /** One problem a line. */
  record Bad(String problems) implements Read {}

  /** Each key of the file with its variable. */
  private static final Map<String, String> VARIABLES =
      Map.of(
          "bindAddress", "LEEWAY_OTLP_BIND_ADDRESS",
          "grpcPort", "LEEWAY_OTLP_GRPC_PORT",
          "httpPort", "LEEWAY_OTLP_HTTP_PORT",
          "kafka", "LEEWAY_KAFKA_BOOTSTRAP_SERVERS",
          "deliveryTimeout", "LEEWAY_KAFKA_DELIVERY_TIMEOUT",
          "allowedHosts", "LEEWAY_OTLP_ALLOWED_HOSTS",
          "corsOrigins", "LEEWAY_OTLP_CORS_ORIGINS");

  private final Map<String, String> values = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  private CollectorSettingsFile() {}

  static Read read(Optional<Path> file, Map<String, String> environment) throws IOException {
    return new CollectorSettingsFile()
        .settings(file.isEmpty() ? "" : Files.readString(file.get()), environment);
  }

  static Read read(String yaml, Map<String, String> environment) {
    return new CollectorSettingsFile().settings(yaml, environment);
  }

  private Read settings(String yaml, Map<String, String> environment) {
    readYaml(yaml);
    VARIABLES.forEach((key, variable) -> {
      String value = environment.getOrDefault(variable, "");
      if (!value.isEmpty()) {
        values.put(key, value);
      }
    });
    CollectorConfig defaults = CollectorConfig.defaults();
    InetAddress bindAddress = value("bindAddress", InetAddress::ofLiteral, defaults.bindAddress());
    int grpcPort = value("grpcPort", Integer::parseInt, defaults.grpcPort());
    int httpPort = value("httpPort", Integer::parseInt, defaults.httpPort());
    Duration delivery = value("deliveryTimeout", Duration::parse, defaults.deliveryTimeout());
    Set<String> hosts = value("allowedHosts", CollectorSettingsFile::list, defaults.allowedHosts());
    Set<String> corsOrigins =
        value("corsOrigins", CollectorSettingsFile::list, defaults.corsOrigins());
    String bootstrapServers = values.getOrDefault("kafka", "127.0.0.1:9092");
    if (problems.isEmpty()) {
      try {
        return new Good(
            new CollectorConfig(
                bindAddress,
                grpcPort,
                httpPort,
                defaults.limits(),
                delivery,
                defaults.producerBufferBytes(),
                defaults.retryDelay(),
                defaults.requestTimeout(),
                defaults.drainTimeout(),
                hosts,
                corsOrigins),
            bootstrapServers);
      } catch (IllegalArgumentException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    return new Bad(String.join("\n", problems));
  }

  private static Set<String> list(String text) {
    return Set.of(text.split(" *, *"));
  }

  private void readYaml(String yaml) {
    if (yaml.isBlank()) {
      return;
    }
    try {
      Map<String, Object> read =
          YAMLMapper.builder().build().readValue(yaml, new TypeReference<>() {});
      read.forEach((key, value) -> {
        if (VARIABLES.containsKey(key)) {
          values.put(key, String.valueOf(value));
        } else {
          problems.add(
              "unknown key " + key + ", expected one of " + new TreeMap<>(VARIABLES).keySet());
        }
      });
    } catch (JsonProcessingException e) {
      problems.add("not a YAML object: " + e.getOriginalMessage());
    }
  }

  private <T> T value(String key, Function<String, T> parse, T otherwise) {
    String text = values.get(key);
    if (text == null) {
      return otherwise;
    }
    try {
      return parse.apply(text.strip());
    } catch (IllegalArgumentException | DateTimeException e) {
      problems.add(key + ": cannot read '" + text + "': " + e.getMessage());
      return otherwise;
    }
  }
}
