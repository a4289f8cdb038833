package dev.leeway.streamjobs.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.catalogue.Answered;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.evaluation.Evaluation;
import dev.leeway.signals.evaluation.Rater;
import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.metric.SeriesId;
import dev.leeway.signals.serving.ServingSample;
import dev.leeway.signals.source.SourceCarrier;
import dev.leeway.signals.source.SourceLag;
import dev.leeway.signals.source.SourceMark;
import dev.leeway.signals.source.SourceStatus;
import dev.leeway.signals.source.SourceTimes;
import dev.leeway.signals.source.SourceUpdate;
import dev.leeway.signals.source.SourceUse;
import dev.leeway.signals.source.SourceVolume;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All types that cross an edge, and that each does so without Kryo and comes back as it was. */
final class EdgeTypesTest {
  private static final Slice SLICE = Slice.ofAgent("acme", "default", "shop");

  private static SourceUpdate update(@Nullable SourceMark mark, SourceUse use) {
    return new SourceUpdate(
        "acme",
        "orders",
        "table",
        "default",
        SourceCarrier.DBT,
        SourceStatus.SUCCESS,
        SourceTimes.at(5).loaded(4L),
        "v7",
        "run-1",
        3_600.0,
        new SourceVolume(12L, null, 0.5),
        new SourceLag(null, 3.0, "group"),
        mark,
        use,
        "",
        6);
  }

  private static Evaluation evaluation(@Nullable Double value, Evaluation.About about) {
    return new Evaluation(
        "00112233445566778899aabbccddeeff",
        new AgentSource("acme", "default", "judge", "1", "", "judge", ""),
        true,
        about,
        Rater.USER,
        "user_feedback",
        value,
        "thumbs_up",
        "",
        5,
        6);
  }

  static Stream<Object> edgeTypes() {
    AgentFrontier frontier = new AgentFrontier("acme", "default", "shop", 1, 2, 3);
    return Stream.of(
        new SourceRecord("otlp_spans", 1, 2, 3, "acme", new byte[] {1}),
        new SpanRecord(
            "acme",
            1,
            2,
            3,
            new byte[] {4},
            new byte[] {5},
            new byte[] {6},
            6,
            7,
            Standing.TRACE_STORED,
            "otlp_spans",
            8,
            9),
        new TraceKey("acme", 1, 2),
        update(new SourceMark("runs", 7), new SourceUse("shop", new TraceId(1, 2), 3)),
        update(null, SourceUse.NONE),
        evaluation(0.5, new Evaluation.About(new TraceId(1, 2), 3, "r", "c")),
        evaluation(null, Evaluation.About.NOTHING),
        new MetricRecord("acme", new SeriesId(1, 2), new byte[] {3}, 4, "otlp_metrics", 5, 6),
        new MetricShard("acme", 15),
        new OwnerKey("acme", "default", "vllm"),
        new Answered(
            new Observation(SLICE, 1, 5, Map.of("model", "gpt-4o"), List.of(), "trace"), 6, 7, 8),
        new AnswerShard("acme", 63),
        new ServingRecord(
            new ServingSample(
                SLICE,
                Map.of("replica", "a-1"),
                "serve.queue.time",
                false,
                1,
                2,
                3,
                Map.of(4, 5L),
                6),
            7,
            8),
        new StoreRow(Destination.FINDINGS_TOPIC, "key", new byte[] {1, 2}),
        new LedgerDelta("otlp_spans", 1, 2, 3, 4, 5, 6, 7),
        FoldItem.of(frontier),
        FoldItem.of(
            new Observation(
                SLICE,
                -1,
                5,
                Map.of("model", "gpt-4o"),
                List.of(Measurement.number("run.duration", 1.5)),
                "trace")),
        frontier,
        MonitorInput.of(frontier),
        MonitorInput.of(
            new WindowPartial(
                SLICE,
                "run.outcome",
                60_000,
                60,
                3,
                1.5,
                Map.of(7, 2L),
                Map.of("OK", 3L),
                List.of("trace"))),
        MonitorInput.of(
            new RuleHit(
                "rule.loop",
                "loop.repeat",
                SLICE,
                Severity.CRITICAL,
                1,
                2,
                "text",
                Map.of("repeats", 5.0),
                List.of("trace")),
            9));
  }

  @ParameterizedTest
  @MethodSource("edgeTypes")
  void comesBackAsItWas(Object value) throws Exception {
    Object copy = throughTheWire(value);

    assertThat(copy).usingRecursiveComparison().isEqualTo(value);
  }

  @SuppressWarnings("unchecked") // The serializer is made from the value's own class.
  private static Object throughTheWire(Object value) throws Exception {
    Configuration noKryo = new Configuration();
    noKryo.set(PipelineOptions.GENERIC_TYPES, false);
    TypeSerializer<Object> serializer =
        (TypeSerializer<Object>)
            TypeInformation.of(value.getClass()).createSerializer(new SerializerConfigImpl(noKryo));
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
