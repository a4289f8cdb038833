package dev.leeway.webui.score;

import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.intake.CollectorLogs;
import dev.leeway.webui.intake.CountedLogs;
import dev.leeway.webui.intake.EventLogs;
import dev.leeway.webui.intake.IntakeFailedException;
import dev.leeway.webui.intake.IntakeRefusedException;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Hands scores on to the collector, as OpenTelemetry's records of them. Thread-safe. */
@Component
public final class ScoreIntake {
  /** What is not said by an agent itself has a sender that is none. */
  private static final String SENDER = "leeway.scores";

  private final CountedLogs logs;

  ScoreIntake(CollectorLogs collector, WebUiSettings settings) {
    logs =
        new CountedLogs(
            collector, settings.metrics(), "leeway.web.scores", "leeway.web.scores.failures");
  }

  /**
   * Returns when the collector has acknowledged all of them.
   *
   * @throws IntakeFailedException when it has not yet; all may be sent again
   * @throws IntakeRefusedException when it will not; sending again is no use
   */
  public void take(List<Score> scores) {
    logs.take(records(scores));
  }

  static EventLogs records(List<Score> scores) {
    EventLogs records = EventLogs.ofService(SENDER);
    for (Score score : scores) {
      ObjectNode record = records.add(score.at(), "gen_ai.evaluation.result", score.attributes());
      if (!score.traceId().isEmpty()) {
        record.put("traceId", score.traceId());
      }
      if (!score.spanId().isEmpty()) {
        record.put("spanId", score.spanId());
      }
    }
    return records;
  }
}
