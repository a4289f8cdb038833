package dev.leeway.signals.fact;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.FactSink;
import dev.leeway.signals.source.SourceTime;
import java.util.List;

/**
 * How old the newest data of a source was when a span used it: {@value #AGE}, from {@code
 * data_source.as_of} on the span or its resource. A pipeline's span, which updates its source, says
 * nothing here.
 */
public final class SourceAgeFacts implements FactReader {
  /** Seconds from the newest event time in the source to the start of the span. */
  public static final String AGE = "source.age_s";

  private static final String AS_OF = "data_source.as_of";
  private static final long AHEAD_MILLIS_MAX = 300_000;

  @Override
  public void read(AgentEvent span, List<Content> contents, FactSink out) {
    if (span.dataSourceId().isEmpty() || span.kind() == EventKind.OTHER) {
      return;
    }
    String said = span.attributes().getOrDefault(AS_OF, "");
    Long asOf =
        SourceTime.millisOf(
            said.isEmpty() ? span.resourceAttributes().getOrDefault(AS_OF, "") : said);
    if (asOf != null && asOf <= span.startMillis() + AHEAD_MILLIS_MAX) {
      out.number(AGE, Math.max(0, span.startMillis() - asOf) / 1_000.0);
    }
  }
}
