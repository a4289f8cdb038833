package dev.leeway.streamjobs.decode;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.TraceId;
import dev.leeway.storage.lookup.EventKey;
import dev.leeway.streamjobs.edge.Standing;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What storage holds of the suspects of one record.
 *
 * @param suspects traces that were asked about
 * @param stored their spans that are there
 */
record Standings(Set<TraceId> suspects, Set<EventKey> stored, Set<TraceId> storedTraces) {
  /** No run is longer than a day; spans of one that start further apart meet when it is rebuilt. */
  private static final long AROUND_MILLIS = 3_600_000;

  static final Standings NOBODY_ASKED = new Standings(Set.of(), Set.of(), Set.of());

  static Standings of(Set<TraceId> suspects, Set<EventKey> stored) {
    Set<TraceId> traces = new HashSet<>();
    stored.forEach(key -> traces.add(key.traceId()));
    return new Standings(suspects, stored, traces);
  }

  /** From when on spans of these traces are asked for. */
  static long fromMillis(List<AgentEvent> suspects) {
    return suspects.stream().mapToLong(AgentEvent::startMillis).min().orElse(0) - AROUND_MILLIS;
  }

  static long toMillis(List<AgentEvent> suspects) {
    return suspects.stream().mapToLong(AgentEvent::startMillis).max().orElse(0) + AROUND_MILLIS;
  }

  Standing of(AgentEvent event) {
    if (!suspects.contains(event.traceId())) {
      return Standing.UNASKED;
    }
    if (stored.contains(EventKey.of(event))) {
      return Standing.STORED;
    }
    return storedTraces.contains(event.traceId()) ? Standing.TRACE_STORED : Standing.TRACE_UNSEEN;
  }
}
