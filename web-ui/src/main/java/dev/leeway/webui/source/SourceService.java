package dev.leeway.webui.source;

import dev.leeway.signals.rules.SourceRules;
import dev.leeway.storage.query.SourceStore;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.range.RangeChoice;
import java.time.Instant;
import org.springframework.stereotype.Service;

/** Reads the board of sources. */
@Service
class SourceService {
  private static final long STEP_SECONDS = 10;

  private final SourceStore sources;
  private final SourceReaches reaches;
  private final SourceQuality quality;
  private final WebUiSettings settings;
  private final String tenantId;

  SourceService(
      SourceStore sources,
      SourceReaches reaches,
      SourceQuality quality,
      WebUiSettings settings,
      WebUiConfig config) {
    this.sources = sources;
    this.reaches = reaches;
    this.quality = quality;
    this.settings = settings;
    tenantId = config.tenantId();
  }

  SourcesPage page(RangeChoice choice) {
    Instant now = settings.clock().instant();
    // Ages in whole steps, so that a page that says nothing new is not drawn anew.
    Instant step = Instant.ofEpochSecond(now.getEpochSecond() / STEP_SECONDS * STEP_SECONDS);
    TimeRange range = choice.resolve(now);
    SourceReaches.Reading reached = reaches.in(range);
    SourceRules rules = settings.rules().of(SourceRules.SECTION);
    return new SourcesPage(
        sources.known(tenantId, range).stream()
            .map(source -> SourceLine.of(source, rules, reached.of(source), step))
            .toList(),
        quality.in(range, now),
        step);
  }
}
