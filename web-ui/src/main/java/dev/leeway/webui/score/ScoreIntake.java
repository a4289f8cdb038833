package dev.leeway.webui.score;

import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.intake.CollectorLogs;
import dev.leeway.webui.intake.IntakeFailedException;
import dev.leeway.webui.intake.IntakeRefusedException;
import io.micrometer.core.instrument.Counter;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Hands scores on to the collector, as OpenTelemetry's records of them. Thread-safe. */
@Component
public final class ScoreIntake {
  /** What is not said by an agent itself has a sender that is none. */
  private static final String SENDER = "leeway.scores";

  private final CollectorLogs collector;
  private final Counter handedOn;
  private final Counter failures;

  ScoreIntake(CollectorLogs collector, WebUiSettings settings) {
    this.collector = collector;
    handedOn = settings.metrics().counter("leeway.web.scores");
    failures = settings.metrics().counter("leeway.web.scores.failures");
  }

  /**
   * Returns when the collector has acknowledged all of them.
   *
   * @throws IntakeFailedException when it has not yet; all may be sent again
   * @throws IntakeRefusedException when it will not; sending again is no use
   */
  public void take(List<Score> scores) {
    if (scores.isEmpty()) {
      return;
    }
    try {
      collector.take(otlp(scores));
    } catch (IntakeFailedException | IntakeRefusedException e) {
      failures.increment();
      throw e;
    }
    handedOn.increment(scores.size());
  }

  static JsonNode otlp(List<Score> scores) {
    ObjectNode request = JsonMapper.shared().createObjectNode();
    ObjectNode resourceLogs = request.putArray("resourceLogs").addObject();
    attribute(resourceLogs.putObject("resource").putArray("attributes"), "service.name", SENDER);
    ObjectNode scopeLogs = resourceLogs.putArray("scopeLogs").addObject();
    scopeLogs.putObject("scope").put("name", SENDER);
    ArrayNode records = scopeLogs.putArray("logRecords");
    for (Score score : scores) {
      ObjectNode record = records.addObject();
      record.put("timeUnixNano", score.at().toEpochMilli() + "000000");
      record.put("eventName", "gen_ai.evaluation.result");
      if (!score.traceId().isEmpty()) {
        record.put("traceId", score.traceId());
      }
      if (!score.spanId().isEmpty()) {
        record.put("spanId", score.spanId());
      }
      ArrayNode attributes = record.putArray("attributes");
      score.attributes().forEach((name, value) -> attribute(attributes, name, value));
    }
    return request;
  }

  private static void attribute(ArrayNode attributes, String name, String value) {
    attributes.addObject().put("key", name).putObject("value").put("stringValue", value);
  }
}
