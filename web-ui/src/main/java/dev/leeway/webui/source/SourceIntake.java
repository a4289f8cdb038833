package dev.leeway.webui.source;

import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hands what pipelines told on to the collector, as log records. What comes over HTTP takes the way
 * of all telemetry, and a success here means what it means there: it is on disk. Thread-safe.
 */
@Component
public final class SourceIntake {
  public static final int EVENTS_MAX = 10_000;

  private static final int TOO_MANY_REQUESTS = 429;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
  private final URI logs;
  private final Counter handedOn;
  private final Counter failures;

  SourceIntake(WebUiConfig config, WebUiSettings settings) {
    logs = config.otlpHttp().resolve("/v1/logs");
    handedOn = settings.metrics().counter("leeway.web.source.events");
    failures = settings.metrics().counter("leeway.web.source.failures");
  }

  /**
   * Returns when the collector has acknowledged all of them.
   *
   * @throws IntakeFailedException when it has not yet; all may be sent again
   * @throws IntakeRefusedException when it will not; sending again is no use
   */
  public void take(List<SourceEvent> events) {
    if (events.size() > EVENTS_MAX) {
      throw new IllegalArgumentException(
          "expected at most %d updates of sources in a request, came %d"
              .formatted(EVENTS_MAX, events.size()));
    }
    if (events.isEmpty()) {
      return;
    }
    try {
      send(events);
    } catch (IntakeFailedException | IntakeRefusedException e) {
      failures.increment();
      throw e;
    }
    handedOn.increment(events.size());
  }

  private void send(List<SourceEvent> events) {
    HttpRequest request =
        HttpRequest.newBuilder(logs)
            .timeout(ANSWER_TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(otlp(events).toString()))
            .build();
    HttpResponse<String> response;
    try {
      response = http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IntakeFailedException("the collector at " + logs + " did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IntakeFailedException("interrupted while the collector was asked", e);
    }
    understand(response.statusCode(), response.body());
  }

  private static void understand(int status, String body) {
    if (status == TOO_MANY_REQUESTS || status >= 500) {
      throw new IntakeFailedException("the collector answered %d: %s".formatted(status, body));
    }
    if (status != 200) {
      throw new IntakeRefusedException(
          status, "the collector answered %d: %s".formatted(status, body));
    }
    if (rejected(body) > 0) {
      throw new IntakeRefusedException(400, "the collector refused a part: " + body);
    }
  }

  private static long rejected(String answer) {
    try {
      return JsonMapper.shared()
          .readTree(answer)
          .path("partialSuccess")
          .path("rejectedLogRecords")
          .asLong(0);
    } catch (JacksonException e) {
      return 0;
    }
  }

  private static JsonNode otlp(List<SourceEvent> events) {
    ObjectNode request = JsonMapper.shared().createObjectNode();
    ObjectNode resourceLogs = request.putArray("resourceLogs").addObject();
    ObjectNode scopeLogs = resourceLogs.putArray("scopeLogs").addObject();
    scopeLogs.putObject("scope").put("name", "leeway.sources");
    ArrayNode records = scopeLogs.putArray("logRecords");
    for (SourceEvent event : events) {
      ObjectNode record = records.addObject();
      record.put("timeUnixNano", event.at().toEpochMilli() + "000000");
      record.put("eventName", "data_source.update");
      ArrayNode attributes = record.putArray("attributes");
      event
          .attributes()
          .forEach((name, value) ->
              attributes.addObject().put("key", name).putObject("value").put("stringValue", value));
    }
    return request;
  }
}
