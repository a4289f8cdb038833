package dev.leeway.storage.lookup;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that is stored of a trace.
 *
 * @param events its spans, and what log records say about them
 * @param standIns rows of {@code agent_events} that were made of supplements whose span had not
 *     come
 * @param takenBack ids of stand-ins whose span came later and counts in their place
 */
public record StoredTrace(List<AgentEvent> events, List<AgentEvent> standIns, Set<Long> takenBack) {
  public StoredTrace {
    events = List.copyOf(events);
    standIns = List.copyOf(standIns);
    takenBack = Set.copyOf(takenBack);
  }

  /** Of the rows of both tables. */
  public static StoredTrace of(List<AgentEvent> eventRows, List<AgentEvent> supplementRows) {
    Set<Long> takenBack = new HashSet<>();
    supplementRows.stream()
        .filter(row -> row.has(EventFlag.TAKEN_BACK))
        .forEach(row -> takenBack.add(row.spanId()));
    return new StoredTrace(
        Stream.concat(
                eventRows.stream().filter(row -> !row.has(EventFlag.SUPPLEMENT)),
                supplementRows.stream().filter(row -> !row.has(EventFlag.TAKEN_BACK)))
            .toList(),
        eventRows.stream().filter(row -> row.has(EventFlag.SUPPLEMENT)).toList(),
        takenBack);
  }
}
