package dev.leeway.streamjobs.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.TraceId;
import dev.leeway.storage.lookup.EventKey;
import dev.leeway.storage.lookup.StoredTrace;
import dev.leeway.storage.row.AgentEventReader;
import dev.leeway.storage.row.RowReader;
import dev.leeway.storage.row.RunReader;
import dev.leeway.storage.row.RunRow;
import dev.leeway.streamjobs.edge.Destination;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.store.StoredTraces;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.metrics.MetricGroup;

/** Tables in memory, which take the very rows that the operator emits. Not thread-safe. */
public final class FakeStorage implements StoredTraces, StoredTraces.Factory {
  private static final long serialVersionUID = 1L;
  private final transient List<AgentEvent> events = new ArrayList<>();
  private final transient List<AgentEvent> supplements = new ArrayList<>();
  private final transient Map<List<Object>, RunRow> runs = new LinkedHashMap<>();
  private final transient Map<String, String> texts = new HashMap<>();
  private transient int lookups;

  public void store(StoreRow row) {
    RowReader reader = new RowReader(row.bytes());
    if (row.destination() == Destination.AGENT_EVENTS) {
      events.add(AgentEventReader.read(reader));
    } else if (row.destination() == Destination.SPAN_SUPPLEMENTS) {
      supplements.add(AgentEventReader.read(reader));
    } else if (row.destination() == Destination.RUNS) {
      RunRow run = RunReader.read(reader);
      runs.merge(
          List.of(run.run().traceId(), run.run().runId()),
          run,
          (old, now) -> now.run().revision() > old.run().revision() ? now : old);
    } else if (row.destination() == Destination.AGENT_CONTENT) {
      reader.text();
      String hash = reader.hex16();
      reader.int64();
      reader.int64();
      texts.put(hash, reader.text());
    }
  }

  List<AgentEvent> events() {
    return List.copyOf(events);
  }

  List<AgentEvent> supplements() {
    return List.copyOf(supplements);
  }

  /** As FINAL would show them. */
  public List<RunRow> visibleRuns() {
    return runs.values().stream().filter(row -> !row.run().withdrawn()).toList();
  }

  int lookups() {
    return lookups;
  }

  @Override
  public StoredTraces open(MetricGroup metrics) {
    return this;
  }

  @Override
  public Set<EventKey> storedSpans(
      String tenantId, long fromMillis, long toMillis, Collection<TraceId> traceIds) {
    lookups++;
    return Stream.concat(events.stream(), supplements.stream())
        .filter(event -> event.source().tenantId().equals(tenantId))
        .filter(event -> event.startMillis() >= fromMillis && event.startMillis() < toMillis)
        .filter(event -> traceIds.contains(event.traceId()))
        .map(EventKey::of)
        .collect(Collectors.toSet());
  }

  @Override
  public StoredTrace trace(String tenantId, TraceId traceId, int spansMax) {
    lookups++;
    return StoredTrace.of(
        ofTrace(events, traceId, spansMax), ofTrace(supplements, traceId, spansMax));
  }

  private static List<AgentEvent> ofTrace(List<AgentEvent> rows, TraceId traceId, int rowsMax) {
    return rows.stream()
        .filter(event -> event.traceId().equals(traceId))
        .sorted(Comparator.comparingLong(AgentEvent::startNanos))
        .limit(rowsMax)
        .toList();
  }

  @Override
  public List<RunRow> runs(String tenantId, TraceId traceId) {
    lookups++;
    return runs.values().stream().filter(row -> row.run().traceId().equals(traceId)).toList();
  }

  /** Keeps a payload text, as the decoding stage sends it. */
  void keep(Content content) {
    texts.put(content.ref().hash(), content.text());
  }

  /** As after the days for which texts are kept. */
  void forgetTexts() {
    texts.clear();
  }

  @Override
  public Map<String, String> texts(String tenantId, Collection<String> hashes) {
    lookups++;
    Map<String, String> found = new HashMap<>(texts);
    found.keySet().retainAll(hashes);
    return found;
  }

  @Override
  public void close() {}
}
