package dev.leeway.webui.http;

import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.health.HealthReport;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers probes and scrapes for every part that runs in this process. */
@RestController
final class HealthController {
  private final WebUiSettings settings;

  HealthController(WebUiSettings settings) {
    this.settings = settings;
  }

  @GetMapping(path = "/health/live", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Answer> live() {
    return answer(settings.live().get());
  }

  @GetMapping(path = "/health/ready", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Answer> ready() {
    return answer(settings.ready().get());
  }

  @GetMapping(path = "/metrics", produces = "text/plain; version=0.0.4; charset=utf-8")
  String metrics() {
    return settings.metrics().scrape();
  }

  private static ResponseEntity<Answer> answer(HealthReport report) {
    HttpStatus status = report.well() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
    return ResponseEntity.status(status)
        .body(new Answer(report.well() ? "UP" : "DOWN", report.parts()));
  }

  /** The JSON that a probe reads. */
  record Answer(String status, List<HealthReport.Part> parts) {}
}
