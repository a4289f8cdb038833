package dev.leeway.streamjobs.decode;

import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.rules.RuledFacts;
import dev.leeway.streamjobs.edge.SourceRecord;
import dev.leeway.streamjobs.edge.SpanRecord;
import dev.leeway.streamjobs.store.StoredTraces;
import dev.leeway.telemetry.DecodedBatch;
import dev.leeway.telemetry.SpanDecoder;
import dev.leeway.telemetry.Undecodable;
import dev.leeway.telemetry.UserIdHasher;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decodes trace requests into spans. What cannot be decoded goes to the dead letters; nothing that
 * a stranger sent stops it.
 */
public final class DecodeSpans extends ProcessFunction<SourceRecord, SpanRecord> {
  private static final long serialVersionUID = 1L;
  private final Decoding.Factory<DecodedBatch> decoding;
  private final SuspectRule rule;
  private final StoredTraces.Factory storage;

  // Made in open(), where Flink runs it: a function travels there without them.
  @SuppressWarnings("NullAway.Init")
  private transient CarefulDecoding<DecodedBatch> decoder;

  @SuppressWarnings("NullAway.Init")
  private transient DecodedOutput output;

  @SuppressWarnings("NullAway.Init")
  private transient SourceSightings sources;

  @SuppressWarnings("NullAway.Init")
  private transient EvaluationSightings evaluations;

  @SuppressWarnings("NullAway.Init")
  private transient RequestCounters requests;

  @SuppressWarnings("NullAway.Init")
  private transient Counter spans;

  @SuppressWarnings("NullAway.Init")
  private transient Counter lowConfidence;

  /**
   * Opens nothing yet.
   *
   * @param userIdSecret keys the hashes of user ids, at least 16 bytes
   * @param rules which attributes slices are told apart by
   */
  public DecodeSpans(
      byte[] userIdSecret, SuspectRule rule, StoredTraces.Factory storage, RuleBook rules) {
    this(decodingWith(userIdSecret.clone(), rules), rule, storage);
  }

  DecodeSpans(
      Decoding.Factory<DecodedBatch> decoding, SuspectRule rule, StoredTraces.Factory storage) {
    this.decoding = decoding;
    this.rule = rule;
    this.storage = storage;
  }

  @Override
  public void open(OpenContext context) {
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    requests = new RequestCounters(metrics, "leeway.decode");
    spans = metrics.counter("leeway.decode.spans");
    lowConfidence = metrics.counter("leeway.decode.low_confidence");
    decoder = new CarefulDecoding<>(decoding, DecodeSpans::nothingBut, requests.failures());
    output = new DecodedOutput(rule, storage, metrics);
    sources = new SourceSightings(metrics);
    evaluations = new EvaluationSightings(metrics);
  }

  @Override
  public void processElement(SourceRecord record, Context context, Collector<SpanRecord> out)
      throws InterruptedException {
    DecodedBatch batch = decoder.decode(record);
    output.send(record, batch.spans(), batch.undecodable(), context, out);
    sources.ofSpans(record, batch.spans(), context, DecodedOutput.ROWS);
    evaluations.ofSpans(record, batch.spans(), context);
    requests.request(record, batch.undecodable(), batch.unmappedKeys());
    spans.inc(batch.spans().size());
    lowConfidence.inc(batch.lowConfidenceSpans());
  }

  @Override
  public void close() {
    if (output != null) {
      output.close();
    }
  }

  private static Decoding.Factory<DecodedBatch> decodingWith(byte[] userIdSecret, RuleBook rules) {
    RuledFacts facts = RuledFacts.of(rules);
    return () -> new SpanDecoder(new UserIdHasher(userIdSecret), facts.readers())::decode;
  }

  private static DecodedBatch nothingBut(Undecodable letter) {
    return new DecodedBatch(List.of(), List.of(letter), letter.spans(), Map.of(), 0);
  }
}
