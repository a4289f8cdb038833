package dev.leeway.streamjobs.decode;

import dev.leeway.signals.evaluation.Evaluation;
import dev.leeway.streamjobs.edge.SourceRecord;
import dev.leeway.telemetry.DecodedLogs;
import dev.leeway.telemetry.MappedSpan;
import dev.leeway.telemetry.evaluation.FoundEvaluations;
import dev.leeway.telemetry.evaluation.LogEvaluations;
import dev.leeway.telemetry.evaluation.SpanEvaluations;
import java.util.List;
import java.util.Optional;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.OutputTag;

/**
 * Finds what a Kafka record says of runs, as their judge, and gives it on. A resend gives the same
 * again, under the same ids. Not thread-safe.
 */
public final class EvaluationSightings {
  public static final OutputTag<Evaluation> SEEN = new OutputTag<>("evaluations") {};

  private final SpanEvaluations spans = new SpanEvaluations();
  private final Counter seen;
  private final Counter unreadable;
  private final Counter beyondLimit;
  private final CarefulReading reading;

  EvaluationSightings(MetricGroup group) {
    seen = group.counter("leeway.evaluations.seen");
    unreadable = group.counter("leeway.evaluations.unreadable");
    beyondLimit = group.counter("leeway.evaluations.beyond_limit");
    reading = new CarefulReading("evaluations", group.counter("leeway.evaluations.failures"));
  }

  <T> void ofSpans(
      SourceRecord record,
      List<MappedSpan> decoded,
      ProcessFunction<SourceRecord, T>.Context context) {
    send(reading.read(record, () -> spans.of(record.value(), decoded)), context);
  }

  <T> void ofLogs(
      SourceRecord record, DecodedLogs decoded, ProcessFunction<SourceRecord, T>.Context context) {
    send(reading.read(record, () -> LogEvaluations.of(decoded.evaluations())), context);
  }

  private <T> void send(
      Optional<FoundEvaluations> read, ProcessFunction<SourceRecord, T>.Context context) {
    read.ifPresent(found -> {
      seen.inc(found.evaluations().size());
      unreadable.inc(found.unreadable());
      beyondLimit.inc(found.beyondLimit());
      found.evaluations().forEach(evaluation -> context.output(SEEN, evaluation));
    });
  }
}
