package dev.leeway.collector.metrics;

import dev.leeway.collector.otlp.Refusal;
import dev.leeway.collector.otlp.Signal;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Shows the collector's counters to Micrometer, as {@code leeway.collector.*}. */
public final class CollectorMeters implements MeterBinder {
  private static final String PREFIX = "leeway.collector.";

  private final CollectorMetrics metrics;
  private final LongSupplier bytesInFlight;

  public CollectorMeters(CollectorMetrics metrics, LongSupplier bytesInFlight) {
    this.metrics = metrics;
    this.bytesInFlight = bytesInFlight;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Signal signal : Signal.values()) {
      CollectorMetrics.SignalCounters counters = metrics.of(signal);
      count(registry, signal, "requests", counters, c -> c.requests);
      count(registry, signal, "requests.accepted", counters, c -> c.acceptedRequests);
      count(registry, signal, "received", counters, c -> c.received);
      count(registry, signal, "accepted", counters, c -> c.accepted);
      count(registry, signal, "published", counters, c -> c.published);
      count(registry, signal, "ambiguous", counters, c -> c.ambiguous);
      count(registry, signal, "unconfirmed", counters, c -> c.unconfirmed);
      count(registry, signal, "truncated", counters, c -> c.truncated);
      count(registry, signal, "records", counters, c -> c.records);
      for (Refusal reason : Refusal.values()) {
        FunctionCounter.builder(PREFIX + "refused", counters, c -> (double) c.refused(reason))
            .tag("signal", signal.tag())
            .tag("reason", reason.tag())
            .register(registry);
        FunctionCounter.builder(
                PREFIX + "requests.refused", counters, c -> (double) c.refusedRequests(reason))
            .tag("signal", signal.tag())
            .tag("reason", reason.tag())
            .register(registry);
      }
    }
    Gauge.builder(PREFIX + "bytes.in.flight", bytesInFlight, LongSupplier::getAsLong)
        // Nobody else holds the supplier; a collected one would read as no number.
        .strongReference(true)
        .register(registry);
  }

  private static void count(
      MeterRegistry registry,
      Signal signal,
      String name,
      CollectorMetrics.SignalCounters counters,
      Function<CollectorMetrics.SignalCounters, LongAdder> adder) {
    FunctionCounter.builder(PREFIX + name, counters, c -> (double) adder.apply(c).sum())
        .tag("signal", signal.tag())
        .register(registry);
  }
}
