package dev.leeway.streamjobs.store;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.TraceId;
import dev.leeway.storage.StorageException;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.lookup.EventKey;
import dev.leeway.storage.lookup.EventLookup;
import dev.leeway.storage.row.RunRow;
import dev.leeway.streamjobs.sink.Backoff;
import dev.leeway.streamjobs.sink.Pause;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks ClickHouse, and while it is away asks again. Not thread-safe. */
public final class PatientLookup implements StoredTraces {
  private static final Logger LOG = LoggerFactory.getLogger(PatientLookup.class);
  private final ClickHouseClient clickHouse;
  private final EventLookup lookup;
  private final Backoff backoff;
  private final Pause pause;
  private final RandomGenerator random = new SplittableRandom();

  private PatientLookup(ClickHouseClient clickHouse, Backoff backoff, Pause pause) {
    this.clickHouse = clickHouse;
    this.lookup = new EventLookup(clickHouse);
    this.backoff = backoff;
    this.pause = pause;
  }

  public static Factory factory(ClickHouseAccess access, Backoff backoff) {
    return () -> new PatientLookup(access.open(), backoff, Pause.SLEEP);
  }

  @Override
  public Set<EventKey> storedSpans(
      String tenantId, long fromMillis, long toMillis, Collection<TraceId> traceIds)
      throws InterruptedException {
    Set<EventKey> stored = new HashSet<>();
    List<TraceId> all = List.copyOf(traceIds);
    for (int at = 0; at < all.size(); at += EventLookup.TRACES_MAX) {
      List<TraceId> part = all.subList(at, Math.min(all.size(), at + EventLookup.TRACES_MAX));
      stored.addAll(answered(() -> lookup.storedSpans(tenantId, fromMillis, toMillis, part)));
    }
    return stored;
  }

  @Override
  public List<AgentEvent> events(String tenantId, TraceId traceId, int spansMax)
      throws InterruptedException {
    return answered(() -> lookup.events(tenantId, traceId, spansMax));
  }

  @Override
  public List<RunRow> runs(String tenantId, TraceId traceId) throws InterruptedException {
    return new ArrayList<>(answered(() -> lookup.runs(tenantId, List.of(traceId))));
  }

  @Override
  public void close() {
    clickHouse.close();
  }

  /** A permanent refusal fails the task: it would only be asked again. */
  private <T> T answered(Supplier<T> question) throws InterruptedException {
    for (int attempts = 1; ; attempts++) {
      try {
        return question.get();
      } catch (StorageException e) {
        if (!e.retryable()) {
          throw e;
        }
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedException("stopped while asking storage");
        }
        if (attempts == 1 || attempts % 20 == 0) {
          LOG.warn("lookup failed, attempt {}, trying on: {}", attempts, e.getMessage());
        }
        pause.millis(backoff.delayMillis(attempts, random));
      }
    }
  }
}
