package dev.leeway.streamjobs.decode;

import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.rules.RuledFacts;
import dev.leeway.streamjobs.edge.SourceRecord;
import dev.leeway.streamjobs.edge.SpanRecord;
import dev.leeway.streamjobs.store.StoredTraces;
import dev.leeway.telemetry.DecodedLogs;
import dev.leeway.telemetry.LogDecoder;
import dev.leeway.telemetry.MappedSpan;
import dev.leeway.telemetry.Undecodable;
import dev.leeway.telemetry.UserIdHasher;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decodes logs requests into events that no span tells of and into supplements of spans, which go
 * the way of spans. Lines that nobody needs end here, counted; what cannot be decoded goes to the
 * dead letters.
 */
public final class DecodeLogs extends ProcessFunction<SourceRecord, SpanRecord> {
  private static final long serialVersionUID = 1L;
  private final Decoding.Factory<DecodedLogs> decoding;
  private final SuspectRule rule;
  private final StoredTraces.Factory storage;

  // Made in open(), where Flink runs it: a function travels there without them.
  @SuppressWarnings("NullAway.Init")
  private transient CarefulDecoding<DecodedLogs> decoder;

  @SuppressWarnings("NullAway.Init")
  private transient DecodedOutput output;

  @SuppressWarnings("NullAway.Init")
  private transient SourceSightings sources;

  @SuppressWarnings("NullAway.Init")
  private transient EvaluationSightings evaluations;

  @SuppressWarnings("NullAway.Init")
  private transient RequestCounters requests;

  @SuppressWarnings("NullAway.Init")
  private transient LogCounters records;

  /**
   * Opens nothing yet.
   *
   * @param userIdSecret keys the hashes of user ids, at least 16 bytes
   * @param rules which attributes slices are told apart by
   */
  public DecodeLogs(
      byte[] userIdSecret, SuspectRule rule, StoredTraces.Factory storage, RuleBook rules) {
    this(decodingWith(userIdSecret.clone(), rules), rule, storage);
  }

  DecodeLogs(
      Decoding.Factory<DecodedLogs> decoding, SuspectRule rule, StoredTraces.Factory storage) {
    this.decoding = decoding;
    this.rule = rule;
    this.storage = storage;
  }

  @Override
  public void open(OpenContext context) {
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    requests = new RequestCounters(metrics, LogCounters.PREFIX);
    records = new LogCounters(metrics);
    decoder = new CarefulDecoding<>(decoding, DecodeLogs::nothingBut, requests.failures());
    output = new DecodedOutput(rule, storage, metrics);
    sources = new SourceSightings(metrics);
    evaluations = new EvaluationSightings(metrics);
  }

  @Override
  public void processElement(SourceRecord record, Context context, Collector<SpanRecord> out)
      throws InterruptedException {
    DecodedLogs logs = decoder.decode(record);
    List<MappedSpan> rows =
        Stream.concat(logs.events().stream(), logs.supplements().stream()).toList();
    output.send(record, rows, logs.undecodable(), context, out);
    sources.ofLogs(record, context, DecodedOutput.ROWS);
    evaluations.ofLogs(record, logs, context);
    requests.request(record, logs.undecodable(), logs.unmappedKeys());
    records.add(logs);
  }

  @Override
  public void close() {
    if (output != null) {
      output.close();
    }
  }

  private static Decoding.Factory<DecodedLogs> decodingWith(byte[] userIdSecret, RuleBook rules) {
    RuledFacts facts = RuledFacts.of(rules);
    return () -> new LogDecoder(new UserIdHasher(userIdSecret), facts.readers())::decode;
  }

  private static DecodedLogs nothingBut(Undecodable letter) {
    return new DecodedLogs(
        List.of(), List.of(), List.of(), List.of(letter), letter.spans(), 0, 0, 0, Map.of());
  }
}
