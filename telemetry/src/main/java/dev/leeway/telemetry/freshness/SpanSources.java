package dev.leeway.telemetry.freshness;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.source.SourceTimes;
import dev.leeway.signals.source.SourceUpdate;
import dev.leeway.signals.source.SourceUse;
import dev.leeway.telemetry.MappedSpan;
import dev.leeway.telemetry.content.DocumentTimes;
import dev.leeway.telemetry.freshness.FoundSources.Gathering;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What spans say of data sources: a span that names one used it or updated it. Where the resource
 * alone names one, as a pipeline's does, its spans of a request are one sighting. Stateless.
 */
public final class SpanSources {
  private SpanSources() {}

  public static FoundSources of(List<MappedSpan> spans) {
    Gathering found = new Gathering();
    Map<Map<String, String>, AgentEvent> lastOfResource = new HashMap<>();
    for (MappedSpan span : spans) {
      AgentEvent event = span.event();
      if (!event.dataSourceId().isEmpty()) {
        found.add(ofSpan(span));
      } else if (event.resourceAttributes().containsKey(SourceKeys.ID)) {
        lastOfResource.merge(
            event.resourceAttributes(),
            event,
            (one, other) -> one.endMillis() >= other.endMillis() ? one : other);
      }
    }
    lastOfResource.forEach((resource, event) -> {
      String id = SourceKeys.first(resource, List.of(SourceKeys.ID));
      if (id.isEmpty()) {
        found.unnamed();
      } else {
        found.add(pipeline(event).told(id, resource));
      }
    });
    return found.close();
  }

  private static SourceUpdate ofSpan(MappedSpan span) {
    AgentEvent event = span.event();
    Map<String, String> said = new HashMap<>(event.resourceAttributes());
    said.putAll(event.attributes());
    boolean updates =
        event.kind() == EventKind.OTHER
            && SourceKeys.OF_PIPELINES.stream().anyMatch(said::containsKey);
    if (updates) {
      return pipeline(event).told(event.dataSourceId(), said);
    }
    SourceUse use = new SourceUse(event.source().agentName(), event.traceId(), event.spanId());
    Sighting seen =
        new Sighting(
            event.source().tenantId(),
            event.source().environment(),
            use,
            event.startMillis(),
            event.appendMillis());
    return seen.told(event.dataSourceId(), said, documentsOf(span));
  }

  /** An update is seen when it is through; it has no agent, and its environment only if said. */
  private static Sighting pipeline(AgentEvent event) {
    SourceUse nobody = new SourceUse("", event.traceId(), event.spanId());
    return new Sighting(
        event.source().tenantId(),
        SourceKeys.first(event.resourceAttributes(), SourceKeys.ENVIRONMENTS),
        nobody,
        event.endMillis(),
        event.appendMillis());
  }

  private static SourceTimes documentsOf(MappedSpan span) {
    SourceTimes times = SourceTimes.at(span.event().startMillis());
    for (Content content : span.contents()) {
      if (content.ref().role() == ContentRole.DOCUMENTS) {
        DocumentTimes documents = DocumentTimes.of(content.text());
        return times.documents(documents.newestMillis(), documents.oldestMillis());
      }
    }
    return times;
  }
}
