package dev.leeway.webui.rest;

import dev.leeway.webui.source.DbtArtifact;
import dev.leeway.webui.source.OpenLineageEvents;
import dev.leeway.webui.source.SourceEvent;
import dev.leeway.webui.source.SourceIntake;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What pipelines tell of data sources. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "sources")
final class LineageController {
  private final SourceIntake intake;

  LineageController(SourceIntake intake) {
    this.intake = intake;
  }

  /** How many updates of sources the request held. */
  record Taken(int updates) {}

  @PostMapping({"/lineage", "/lineage/batch"})
  @Operation(
      summary = "OpenLineage events in",
      description =
          "One event or an array. 201 when updates of sources were stored, 200 when the events"
              + " tell of none, such as START.")
  ResponseEntity<Taken> lineage(HttpServletRequest request) throws IOException {
    return take(OpenLineageEvents.of(JsonBody.of(request)));
  }

  @PostMapping("/sources/dbt")
  @Operation(summary = "dbt's sources.json or freshness.json in")
  ResponseEntity<Taken> dbt(HttpServletRequest request) throws IOException {
    return take(DbtArtifact.of(JsonBody.of(request)));
  }

  private ResponseEntity<Taken> take(List<SourceEvent> events) {
    intake.take(events);
    HttpStatus status = events.isEmpty() ? HttpStatus.OK : HttpStatus.CREATED;
    return ResponseEntity.status(status).body(new Taken(events.size()));
  }
}
