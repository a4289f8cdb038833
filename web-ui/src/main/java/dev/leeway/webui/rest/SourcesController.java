package dev.leeway.webui.rest;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.rules.SourceRules;
import dev.leeway.signals.source.Freshness;
import dev.leeway.signals.source.SourceFacts;
import dev.leeway.signals.source.SourcePromise;
import dev.leeway.signals.source.UpdateRhythm;
import dev.leeway.storage.query.KnownSource;
import dev.leeway.storage.query.SourceStore;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.source.SourceReach;
import dev.leeway.webui.source.SourceReach.AgentReach;
import dev.leeway.webui.source.SourceReaches;
import dev.leeway.webui.words.SourceWords;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
  private final SourceReaches reaches;
  private final SourceRules rules;
  private final InstantSource clock;
  private final String tenant;

  SourcesController(
      SourceStore sources, SourceReaches reaches, WebUiSettings settings, WebUiConfig config) {
    this.sources = sources;
    this.reaches = reaches;
    this.rules = settings.rules().of(SourceRules.SECTION);
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
      @Nullable Double promisedIntervalSeconds,
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
      long answers,
      long staleAnswers,
      List<String> findings,
      String owner,
      Instant lastSeenAt,
      String detail) {

    static SourceJson of(KnownSource source, SourceRules rules, SourceReach reach, Instant now) {
      SourceFacts facts = source.facts();
      UpdateRhythm rhythm = facts.rhythm();
      SourcePromise promise = rules.of(source.environment(), source.id()).promise();
      Freshness freshness = Freshness.of(facts, rhythm, promise, now.toEpochMilli());
      return new SourceJson(
          source.id(),
          source.type(),
          source.environment(),
          freshness.state().name(),
          SourceWords.why(freshness, facts, promise, now),
          instant(facts.asOfMillis()),
          age(facts.asOfMillis(), now),
          instant(facts.loadedMillis()),
          age(facts.loadedMillis(), now),
          Freshness.limitSeconds(facts, promise),
          promise.everySeconds(),
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
          reach.answers(),
          reach.stale(),
          reach.open().stream().map(Finding::findingId).toList(),
          rules.ownershipOf(source.environment(), source.id()).owner(),
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
    TimeRange range = AskedRange.of(from, to, clock);
    SourceReaches.Reading reached = reaches.in(range);
    return Items.all(
        sources.known(tenant, range).stream()
            .map(source -> SourceJson.of(source, rules, reached.of(source), now))
            .toList());
  }

  /** The answers of one agent that used a source. */
  record AnswersJson(
      String source,
      String environment,
      String agent,
      long answers,
      long staleAnswers,
      double staleShare,
      List<String> exemplarTraceIds) {}

  @GetMapping("/answers")
  @Operation(
      summary = "Which answers used a source, and how many while it was stale",
      description =
          "By source and agent, of the range; at most 500 sources. exemplar_trace_ids are answers"
              + " from stale data that findings of the source's rule name, of all its agents.")
  Items<AnswersJson> answers(
      @RequestParam(required = false) @Nullable String source,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to) {
    TimeRange range = AskedRange.of(from, to, clock);
    SourceReaches.Reading reached = reaches.in(range);
    List<AnswersJson> answers = new ArrayList<>();
    for (KnownSource known : sources.known(tenant, range)) {
      if (source == null || source.equals(known.id())) {
        SourceReach reach = reached.of(known);
        reach.agents().forEach(agent -> answers.add(json(known, reach, agent)));
      }
    }
    return Items.all(answers);
  }

  private static AnswersJson json(KnownSource source, SourceReach reach, AgentReach agent) {
    return new AnswersJson(
        source.id(),
        source.environment(),
        agent.agent(),
        agent.answers(),
        agent.stale(),
        agent.share(),
        reach.exampleTraces());
  }
}
