package dev.leeway.webui.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Hands events of one kind to the collector, and counts what it took. Thread-safe. */
public final class CountedLogs {
  private final CollectorLogs collector;
  private final Counter handedOn;
  private final Counter failures;

  /**
   * For one kind of events.
   *
   * @param handedOn counter of events
   * @param failures counter of requests that the collector did not take
   */
  public CountedLogs(
      CollectorLogs collector, MeterRegistry metrics, String handedOn, String failures) {
    this.collector = collector;
    this.handedOn = metrics.counter(handedOn);
    this.failures = metrics.counter(failures);
  }

  /**
   * Returns when the collector has acknowledged all of them; at once, where there are none.
   *
   * @throws IntakeFailedException when it has not yet; all may be sent again
   * @throws IntakeRefusedException when it will not; sending again is no use
   */
  public void take(EventLogs events) {
    if (events.size() == 0) {
      return;
    }
    try {
      collector.take(events.otlp());
    } catch (IntakeFailedException | IntakeRefusedException e) {
      failures.increment();
      throw e;
    }
    handedOn.increment(events.size());
  }
}
