package dev.leeway.streamjobs.store;

import dev.leeway.signals.event.TraceId;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.lookup.EventKey;
import dev.leeway.storage.lookup.EventLookup;
import dev.leeway.storage.lookup.StoredTrace;
import dev.leeway.storage.row.RunRow;
import dev.leeway.streamjobs.sink.Backoff;
import dev.leeway.streamjobs.sink.Pause;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks ClickHouse what it holds of traces, patiently. Not thread-safe. */
public final class PatientLookup implements StoredTraces {
  private final ClickHouseClient clickHouse;
  private final EventLookup lookup;
  private final PatientQuestions questions;

  private PatientLookup(ClickHouseClient clickHouse, PatientQuestions questions) {
    this.clickHouse = clickHouse;
    this.lookup = new EventLookup(clickHouse);
    this.questions = questions;
  }

  public static Factory factory(ClickHouseAccess access, Backoff backoff) {
    return metrics ->
        new PatientLookup(access.open(), new PatientQuestions(backoff, Pause.SLEEP, metrics));
  }

  @Override
  public Set<EventKey> storedSpans(
      String tenantId, long fromMillis, long toMillis, Collection<TraceId> traceIds)
      throws InterruptedException {
    Set<EventKey> stored = new HashSet<>();
    List<TraceId> all = List.copyOf(traceIds);
    for (int at = 0; at < all.size(); at += EventLookup.TRACES_MAX) {
      List<TraceId> part = all.subList(at, Math.min(all.size(), at + EventLookup.TRACES_MAX));
      stored.addAll(
          questions.answered(() -> lookup.storedSpans(tenantId, fromMillis, toMillis, part)));
    }
    return stored;
  }

  @Override
  public StoredTrace trace(String tenantId, TraceId traceId, int spansMax)
      throws InterruptedException {
    return questions.answered(() -> lookup.trace(tenantId, traceId, spansMax));
  }

  @Override
  public List<RunRow> runs(String tenantId, TraceId traceId) throws InterruptedException {
    return new ArrayList<>(questions.answered(() -> lookup.runs(tenantId, List.of(traceId))));
  }

  @Override
  public Map<String, String> texts(String tenantId, Collection<String> hashes)
      throws InterruptedException {
    return questions.answered(() -> lookup.texts(tenantId, hashes));
  }

  @Override
  public void close() {
    clickHouse.close();
  }
}
