package dev.leeway.webui.rest;

import dev.leeway.signals.source.Freshness;
import dev.leeway.signals.source.SourceFacts;
import dev.leeway.signals.source.UpdateRhythm;
import dev.leeway.storage.query.KnownSource;
import dev.leeway.storage.query.SourceStore;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.words.SourceWords;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The freshness of data sources. */
@RestController
@RequestMapping(path = "/api/v1/sources", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "sources")
final class SourcesController {
  private final SourceStore sources;
  private final InstantSource clock;
  private final String tenant;

  SourcesController(SourceStore sources, WebUiSettings settings, WebUiConfig config) {
    this.sources = sources;
    this.clock = settings.clock();
    this.tenant = config.tenantId();
  }

  /** A source as the API gives it; event time and load time are two things. */
  record SourceJson(
      String id,
      String type,
      String environment,
      String state,
      String why,
      @Nullable Instant asOf,
      @Nullable Double asOfAgeSeconds,
      @Nullable Instant loadedAt,
      @Nullable Double loadedAgeSeconds,
      @Nullable Double maxStalenessSeconds,
      @Nullable Double learnedIntervalSeconds,
      int gaps,
      int gapsNeeded,
      String version,
      @Nullable Long rows,
      @Nullable Double nullShare,
      @Nullable Double lagSeconds,
      @Nullable Double lagRecords,
      String consumer,
      @Nullable Instant oldestDocumentAt,
      List<String> carriers,
      List<String> agents,
      long uses,
      Instant lastSeenAt,
      String detail) {

    static SourceJson of(KnownSource source, Instant now) {
      SourceFacts facts = source.facts();
      UpdateRhythm rhythm = facts.rhythm();
      Freshness freshness = Freshness.of(facts, now.toEpochMilli());
      return new SourceJson(
          source.id(),
          source.type(),
          source.environment(),
          freshness.state().name(),
          SourceWords.why(freshness, facts, now),
          instant(facts.asOfMillis()),
          age(facts.asOfMillis(), now),
          instant(facts.loadedMillis()),
          age(facts.loadedMillis(), now),
          facts.maxStalenessSeconds(),
          rhythm.isLearned() ? rhythm.medianSeconds() : null,
          rhythm.gaps(),
          UpdateRhythm.GAPS_NEEDED,
          source.version(),
          source.rows(),
          source.nullShare(),
          source.lagSeconds(),
          source.lagRecords(),
          source.consumer(),
          source.oldestDocumentAt(),
          source.carriers().stream().map(name -> name.toLowerCase(Locale.ROOT)).sorted().toList(),
          source.agents().stream().sorted().toList(),
          source.uses(),
          source.lastSeenAt(),
          source.detail());
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
      return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Double age(@Nullable Long millis, Instant now) {
      return millis == null ? null : Math.max(0, now.toEpochMilli() - millis) / 1_000.0;
    }
  }

  @GetMapping
  @Operation(
      summary = "All data sources and how fresh they are",
      description =
          "state is FRESH, LATE, STALE or UNKNOWN as of now, at most 500; uses and agents are those"
              + " of the range.")
  Items<SourceJson> list(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to) {
    Instant now = clock.instant();
    return Items.all(
        sources.known(tenant, AskedRange.of(from, to, clock)).stream()
            .map(source -> SourceJson.of(source, now))
            .toList());
  }
}
