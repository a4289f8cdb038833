package dev.leeway.standalone.config;

import dev.leeway.signals.grounding.GroundednessScorer;
import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.rules.RulesRead;
import dev.leeway.storage.rules.RulesFile;
import dev.leeway.webui.notify.Secret;
import dev.leeway.webui.notify.WebhookConfig;
import dev.leeway.webui.opinion.ScorerLoader;
import dev.leeway.webui.opinion.ScorerUnavailableException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything on one machine: where state lives and which ports are used, all on loopback. Port 0
 * takes any free one.
 *
 * @param home folder of all state, {@code LEEWAY_HOME}
 * @param data folder of recorded data for benches, {@code LEEWAY_DATA}
 * @param webhook who is told of findings, {@code LEEWAY_WEBHOOK_URL} and {@code
 *     LEEWAY_WEBHOOK_SECRET}
 * @param external whose the telemetry is that others' collectors write to Kafka
 * @param rulesFile what is looked for, {@code LEEWAY_RULES}; without it {@code rules.yaml} in the
 *     home, where there is one
 * @param groundingModel of a second opinion on answers, {@code LEEWAY_GROUNDING_MODEL}; none
 *     without
 */
public record LeewayConfig(
    Path home,
    Optional<Path> data,
    int otlpGrpcPort,
    int otlpHttpPort,
    int webPort,
    int clickHousePort,
    int kafkaPort,
    int flinkPort,
    Optional<WebhookConfig> webhook,
    ExternalTenants external,
    Optional<Path> rulesFile,
    Optional<Path> groundingModel) {

  private static final String TENANT = "default";

  /** All settings that are read, for the check of unknown ones. */
  private static final List<String> KNOWN =
      List.of(
          "LEEWAY_HOME",
          "LEEWAY_DATA",
          "LEEWAY_HEAP",
          "LEEWAY_OTLP_GRPC_PORT",
          "LEEWAY_OTLP_HTTP_PORT",
          "LEEWAY_WEB_PORT",
          "LEEWAY_CLICKHOUSE_PORT",
          "LEEWAY_KAFKA_PORT",
          "LEEWAY_FLINK_PORT",
          "LEEWAY_TEST_CLICKHOUSE_URL",
          "LEEWAY_WEBHOOK_URL",
          "LEEWAY_WEBHOOK_SECRET",
          "LEEWAY_EXTERNAL_SPANS_TENANT",
          "LEEWAY_EXTERNAL_METRICS_TENANT",
          "LEEWAY_EXTERNAL_LOGS_TENANT",
          "LEEWAY_RULES",
          "LEEWAY_GROUNDING_MODEL");

  /**
   * Whose each signal's external topic is, {@code LEEWAY_EXTERNAL_SPANS_TENANT}, {@code
   * LEEWAY_EXTERNAL_METRICS_TENANT} and {@code LEEWAY_EXTERNAL_LOGS_TENANT}.
   */
  public record ExternalTenants(String spans, String metrics, String logs) {
    public static final ExternalTenants DEFAULTS = new ExternalTenants(TENANT, TENANT, TENANT);
  }

  /** A setting that can't be used; the message holds all problems, a line each. */
  public static final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    ConfigurationException(List<String> problems) {
      super(String.join("\n", problems));
    }
  }

  public static LeewayConfig fromEnvironment(Map<String, String> environment, Path workingFolder)
      throws ConfigurationException {
    Reading reading = new Reading(environment);
    LeewayConfig config =
        new LeewayConfig(
            reading.path("LEEWAY_HOME").orElse(workingFolder.resolve(".leeway")).toAbsolutePath(),
            reading.path("LEEWAY_DATA"),
            reading.port("LEEWAY_OTLP_GRPC_PORT", 4317),
            reading.port("LEEWAY_OTLP_HTTP_PORT", 4318),
            reading.port("LEEWAY_WEB_PORT", 8080),
            reading.port("LEEWAY_CLICKHOUSE_PORT", 8123),
            reading.port("LEEWAY_KAFKA_PORT", 9092),
            reading.port("LEEWAY_FLINK_PORT", 8081),
            reading.webhook(),
            new ExternalTenants(
                reading.tenant("LEEWAY_EXTERNAL_SPANS_TENANT"),
                reading.tenant("LEEWAY_EXTERNAL_METRICS_TENANT"),
                reading.tenant("LEEWAY_EXTERNAL_LOGS_TENANT")),
            reading.path("LEEWAY_RULES").map(Path::toAbsolutePath),
            reading.path("LEEWAY_GROUNDING_MODEL").map(Path::toAbsolutePath));
    reading.refuseUnknown();
    if (!reading.problems.isEmpty()) {
      throw new ConfigurationException(reading.problems);
    }
    return config;
  }

  /** What is looked for: what the file says, or the defaults where there is none. */
  public RuleBook rules() throws ConfigurationException {
    Path usual = home.resolve("rules.yaml");
    if (rulesFile.isEmpty() && !Files.exists(usual)) {
      return RuleBook.defaults();
    }
    return switch (RulesFile.read(rulesFile.orElse(usual))) {
      case RulesRead.Good read -> read.book();
      case RulesRead.Bad bad -> throw new ConfigurationException(bad.problems());
    };
  }

  /**
   * Loads the model of a second opinion, with what it needs out of the home's folder {@code
   * plugins}; empty where none is asked for.
   */
  public Optional<GroundednessScorer> scorer() throws ConfigurationException {
    if (groundingModel.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ScorerLoader.open(groundingModel.get(), home.resolve("plugins")));
    } catch (ScorerUnavailableException e) {
      throw new ConfigurationException(List.of("LEEWAY_GROUNDING_MODEL: " + e.getMessage()));
    }
  }

  public URI loopback(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Reads settings and keeps every problem, so that they are told together. */
  private static final class Reading {
    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    Reading(Map<String, String> environment) {
      this.environment = environment;
    }

    Optional<Path> path(String name) {
      String value = environment.getOrDefault(name, "");
      try {
        return value.isEmpty() ? Optional.empty() : Optional.of(Path.of(value));
      } catch (InvalidPathException e) {
        problems.add(name + ": expected a path, came " + value);
        return Optional.empty();
      }
    }

    int port(String name, int usual) {
      String value = environment.getOrDefault(name, "");
      if (value.isEmpty()) {
        return usual;
      }
      if (value.matches("\\d{1,5}") && Integer.parseInt(value) <= 65535) {
        return Integer.parseInt(value);
      }
      problems.add(name + ": expected a port from 0 to 65535, came " + value);
      return usual;
    }

    String tenant(String name) {
      String value = environment.getOrDefault(name, "");
      if (value.isEmpty() || value.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
        return value.isEmpty() ? TENANT : value;
      }
      problems.add(name + ": expected at most 64 letters, digits, '.', '_' and '-', came " + value);
      return TENANT;
    }

    Optional<WebhookConfig> webhook() {
      String url = environment.getOrDefault("LEEWAY_WEBHOOK_URL", "");
      String secret = environment.getOrDefault("LEEWAY_WEBHOOK_SECRET", "");
      if (url.isEmpty()) {
        if (!secret.isEmpty()) {
          problems.add("LEEWAY_WEBHOOK_SECRET: expected LEEWAY_WEBHOOK_URL with it");
        }
        return Optional.empty();
      }
      try {
        return Optional.of(WebhookConfig.of(new URI(url), new Secret(secret)));
      } catch (URISyntaxException | IllegalArgumentException e) {
        problems.add("LEEWAY_WEBHOOK_URL: " + e.getMessage());
        return Optional.empty();
      }
    }

    void refuseUnknown() {
      environment.keySet().stream()
          .filter(name -> name.startsWith("LEEWAY_") && !KNOWN.contains(name))
          .sorted()
          .forEach(name -> problems.add(name + ": no such setting"));
    }
  }
}
