package dev.leeway.webui.intake;

import dev.leeway.webui.config.WebUiConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands log records to the collector. What comes over HTTP takes the way of all telemetry, and a
 * success here means what it means there: it is on disk. Thread-safe.
 */
@Component
public final class CollectorLogs {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
  private final URI logs;

  public CollectorLogs(WebUiConfig config) {
    logs = config.otlpHttp().resolve("/v1/logs");
  }

  /**
   * Returns when the collector has acknowledged all of them.
   *
   * @param otlp an ExportLogsServiceRequest
   * @throws IntakeFailedException when it has not yet; all may be sent again
   * @throws IntakeRefusedException when it will not; sending again is no use
   */
  public void take(JsonNode otlp) {
    HttpRequest request =
        HttpRequest.newBuilder(logs)
            .timeout(ANSWER_TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(otlp.toString()))
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
}
