package dev.leeway.webui.source;

import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.intake.CollectorLogs;
import dev.leeway.webui.intake.CountedLogs;
import dev.leeway.webui.intake.EventLogs;
import dev.leeway.webui.intake.IntakeFailedException;
import dev.leeway.webui.intake.IntakeRefusedException;
import java.util.List;
import org.springframework.stereotype.Component;

/** Hands what pipelines told on to the collector, as log records. Thread-safe. */
@Component
public final class SourceIntake {
  public static final int EVENTS_MAX = 10_000;

  private final CountedLogs logs;

  SourceIntake(CollectorLogs collector, WebUiSettings settings) {
    logs =
        new CountedLogs(
            collector,
            settings.metrics(),
            "leeway.web.source.events",
            "leeway.web.source.failures");
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
    EventLogs records = EventLogs.of("leeway.sources");
    events.forEach(event -> records.add(event.at(), "data_source.update", event.attributes()));
    logs.take(records);
  }
}
