package dev.leeway.streamjobs.decode;

import dev.leeway.telemetry.DecodedLogs;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What became of log records: seen = used + noted + plain + dead-lettered. */
final class LogCounters {
  static final String PREFIX = "leeway.decode.logs";
  private final Counter seen;
  private final Counter used;
  private final Counter noted;
  private final Counter plain;
  private final Counter events;
  private final Counter supplements;

  LogCounters(MetricGroup metrics) {
    seen = metrics.counter(PREFIX + ".seen");
    used = metrics.counter(PREFIX + ".used");
    noted = metrics.counter(PREFIX + ".noted");
    plain = metrics.counter(PREFIX + ".plain");
    events = metrics.counter(PREFIX + ".events");
    supplements = metrics.counter(PREFIX + ".supplements");
  }

  void add(DecodedLogs logs) {
    seen.inc(logs.recordsSeen());
    used.inc(logs.usedRecords());
    noted.inc(logs.notedRecords());
    plain.inc(logs.plainRecords());
    events.inc(logs.events().size());
    supplements.inc(logs.supplements().size());
  }
}
