package dev.leeway.collector.metrics;

import dev.leeway.collector.otlp.Refusal;
import dev.leeway.collector.otlp.Signal;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * The collector's counters. Items are spans, data points and log records. Thread-safe.
 *
 * <p>For each signal, once no request is under way:
 *
 * <ul>
 *   <li>requests = acceptedRequests + the sum of refusedRequests by reason
 *   <li>received = accepted + the sum of refused by reason
 *   <li>published = accepted + ambiguous
 * </ul>
 *
 * <p>{@code received} counts the items of requests that could be read. {@code published} items are
 * acknowledged by Kafka. {@code ambiguous} ones are too, but their client was told that the request
 * failed, because another part of it did; if it is sent again they come twice. {@code unconfirmed}
 * items were sent to Kafka and never acknowledged: they may be in the log although they count as
 * refused.
 */
public final class CollectorMetrics {

  /** The counters of one signal at one moment. */
  public record Counts(
      long requests,
      long acceptedRequests,
      Map<Refusal, Long> refusedRequests,
      long received,
      long accepted,
      Map<Refusal, Long> refused,
      long published,
      long ambiguous,
      long unconfirmed,
      long truncated,
      long records) {

    public Counts {
      refusedRequests = Map.copyOf(refusedRequests);
      refused = Map.copyOf(refused);
    }

    public long refusedSum() {
      return refused.values().stream().mapToLong(Long::longValue).sum();
    }

    public long refusedRequestsSum() {
      return refusedRequests.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private final Map<Signal, SignalCounters> counters = new EnumMap<>(Signal.class);

  public CollectorMetrics() {
    for (Signal signal : Signal.values()) {
      counters.put(signal, new SignalCounters());
    }
  }

  public Counts snapshot(Signal signal) {
    return of(signal).snapshot();
  }

  /** A request came, whatever becomes of it. */
  public void request(Signal signal) {
    of(signal).requests.increment();
  }

  /** A request that could not be read, or was not looked into, is refused. */
  public void refused(Signal signal, Refusal reason) {
    of(signal).refuseRequest(reason);
  }

  /** A request of so many items is refused as a whole. */
  public void refused(Signal signal, Refusal reason, int items) {
    SignalCounters counted = of(signal);
    counted.refuseRequest(reason);
    counted.received.add(items);
    counted.refuse(reason, items);
  }

  /** A request is accepted, except for some of its items. */
  public void accepted(Signal signal, int items, Map<Refusal, Integer> refused) {
    SignalCounters counted = of(signal);
    int good = items;
    for (Map.Entry<Refusal, Integer> entry : refused.entrySet()) {
      counted.refuse(entry.getKey(), entry.getValue());
      good -= entry.getValue();
    }
    counted.acceptedRequests.increment();
    counted.received.add(items);
    counted.accepted.add(good);
  }

  /** Kafka acknowledged so many items in so many records. */
  public void published(Signal signal, int items, int records) {
    of(signal).published.add(items);
    of(signal).records.add(records);
  }

  /** Kafka acknowledged some items of a request that failed as a whole. */
  public void ambiguous(Signal signal, int items) {
    of(signal).ambiguous.add(items);
  }

  public void unconfirmed(Signal signal, int items) {
    of(signal).unconfirmed.add(items);
  }

  public void truncated(Signal signal, int items) {
    of(signal).truncated.add(items);
  }

  SignalCounters of(Signal signal) {
    SignalCounters found = counters.get(signal);
    if (found == null) {
      throw new IllegalStateException("no counters for " + signal);
    }
    return found;
  }

  /** The running counters behind a snapshot. */
  static final class SignalCounters {
    final LongAdder requests = new LongAdder();
    final LongAdder acceptedRequests = new LongAdder();
    final LongAdder received = new LongAdder();
    final LongAdder accepted = new LongAdder();
    final LongAdder published = new LongAdder();
    final LongAdder ambiguous = new LongAdder();
    final LongAdder unconfirmed = new LongAdder();
    final LongAdder truncated = new LongAdder();
    final LongAdder records = new LongAdder();
    private final Map<Refusal, LongAdder> refusedRequests = adders();
    private final Map<Refusal, LongAdder> refused = adders();

    long refused(Refusal reason) {
      return refused.getOrDefault(reason, new LongAdder()).sum();
    }

    long refusedRequests(Refusal reason) {
      return refusedRequests.getOrDefault(reason, new LongAdder()).sum();
    }

    private void refuse(Refusal reason, int items) {
      refused.getOrDefault(reason, new LongAdder()).add(items);
    }

    private void refuseRequest(Refusal reason) {
      refusedRequests.getOrDefault(reason, new LongAdder()).increment();
    }

    private Counts snapshot() {
      Map<Refusal, Long> refusedNow = new EnumMap<>(Refusal.class);
      Map<Refusal, Long> refusedRequestsNow = new EnumMap<>(Refusal.class);
      for (Refusal reason : Refusal.values()) {
        if (refused(reason) > 0) {
          refusedNow.put(reason, refused(reason));
        }
        if (refusedRequests(reason) > 0) {
          refusedRequestsNow.put(reason, refusedRequests(reason));
        }
      }
      return new Counts(
          requests.sum(),
          acceptedRequests.sum(),
          refusedRequestsNow,
          received.sum(),
          accepted.sum(),
          refusedNow,
          published.sum(),
          ambiguous.sum(),
          unconfirmed.sum(),
          truncated.sum(),
          records.sum());
    }

    /** Filled once with all reasons and never changed, so that threads may share it. */
    private static Map<Refusal, LongAdder> adders() {
      Map<Refusal, LongAdder> adders = new EnumMap<>(Refusal.class);
      for (Refusal reason : Refusal.values()) {
        adders.put(reason, new LongAdder());
      }
      return adders;
    }
  }
}
