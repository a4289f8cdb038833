package dev.leeway.streamjobs.job;

import dev.leeway.signals.evaluation.Evaluation;
import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.source.SourceUpdate;
import dev.leeway.streamjobs.answer.CompareAnswers;
import dev.leeway.streamjobs.decode.DecodeLogs;
import dev.leeway.streamjobs.decode.DecodeSpans;
import dev.leeway.streamjobs.decode.DecodedOutput;
import dev.leeway.streamjobs.decode.EvaluationSightings;
import dev.leeway.streamjobs.decode.SourceSightings;
import dev.leeway.streamjobs.decode.SuspectRule;
import dev.leeway.streamjobs.edge.AnswerShard;
import dev.leeway.streamjobs.edge.FoldItem;
import dev.leeway.streamjobs.edge.LedgerDelta;
import dev.leeway.streamjobs.edge.MetricRecord;
import dev.leeway.streamjobs.edge.MetricShard;
import dev.leeway.streamjobs.edge.MonitorInput;
import dev.leeway.streamjobs.edge.OwnerKey;
import dev.leeway.streamjobs.edge.ServingRecord;
import dev.leeway.streamjobs.edge.SpanRecord;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.edge.TraceKey;
import dev.leeway.streamjobs.ledger.FoldLedger;
import dev.leeway.streamjobs.metric.DecodeMetrics;
import dev.leeway.streamjobs.metric.NormaliseMetrics;
import dev.leeway.streamjobs.metric.SeriesSettings;
import dev.leeway.streamjobs.monitor.MonitorTenant;
import dev.leeway.streamjobs.monitor.ReadControls;
import dev.leeway.streamjobs.run.AssembleRuns;
import dev.leeway.streamjobs.run.AssemblySettings;
import dev.leeway.streamjobs.score.PlaceEvaluations;
import dev.leeway.streamjobs.serving.ObserveServing;
import dev.leeway.streamjobs.source.WatchSources;
import dev.leeway.streamjobs.store.StartControls;
import dev.leeway.streamjobs.store.StoredEvaluations;
import dev.leeway.streamjobs.store.StoredTraces;
import dev.leeway.streamjobs.store.StoredWindows;
import dev.leeway.streamjobs.window.FoldWindows;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job's graph, from Kafka records to rows, given its sources and its sink. The uids are for
 * ever: by them a restore finds each operator's state.
 *
 * @param storage where operators ask what they have forgotten
 * @param evaluations where evaluations find their runs
 * @param windows where monitors read what a lost state had known
 * @param startControls what monitors are told before anything else
 * @param userIdSecret keys the hashes of user ids
 * @param verifyBeforeMillis records appended before this may have been stored by a run of the job
 *     whose state is lost; {@link Long#MIN_VALUE} for none
 * @param rules what is looked for
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on to the decoder, never compared.
public record LeewayJob(
    StoredTraces.Factory storage,
    StoredEvaluations.Factory evaluations,
    StoredWindows.Factory windows,
    StartControls startControls,
    byte[] userIdSecret,
    long verifyBeforeMillis,
    RuleBook rules) {

  public void build(
      StreamExecutionEnvironment environment, JobSources sources, Sink<StoreRow> sink) {
    SuspectRule suspects = SuspectRule.verifyingBefore(verifyBeforeMillis);
    SingleOutputStreamOperator<SpanRecord> spans =
        environment
            .fromSource(sources.spans(), WatermarkStrategy.noWatermarks(), "otlp-spans")
            .uid("otlp-spans")
            .process(new DecodeSpans(userIdSecret, suspects, storage, rules))
            .name("decode-spans")
            .uid("decode-spans");
    SingleOutputStreamOperator<SpanRecord> logs =
        environment
            .fromSource(sources.logs(), WatermarkStrategy.noWatermarks(), "otlp-logs")
            .uid("otlp-logs")
            .process(new DecodeLogs(userIdSecret, suspects, storage, rules))
            .name("decode-logs")
            .uid("decode-logs");
    SingleOutputStreamOperator<FoldItem> runs =
        spans
            .union(logs)
            .keyBy(SpanRecord::trace, TypeInformation.of(TraceKey.class))
            .transform(
                "assemble-runs",
                TypeInformation.of(FoldItem.class),
                new AssembleRuns(
                    AssemblySettings.verifyingBefore(verifyBeforeMillis).withRules(rules), storage))
            .uid("assemble-runs");
    SingleOutputStreamOperator<MonitorInput> partials =
        runs.transform(
                "fold-windows", TypeInformation.of(MonitorInput.class), new FoldWindows(rules))
            .uid("fold-windows");
    SingleOutputStreamOperator<MetricRecord> points =
        environment
            .fromSource(sources.metrics(), WatermarkStrategy.noWatermarks(), "otlp-metrics")
            .uid("otlp-metrics")
            .process(new DecodeMetrics())
            .name("decode-metrics")
            .uid("decode-metrics");
    SingleOutputStreamOperator<FoldItem> watched =
        spans
            .getSideOutput(SourceSightings.SEEN)
            .union(
                logs.getSideOutput(SourceSightings.SEEN),
                points.getSideOutput(SourceSightings.SEEN))
            .keyBy(SourceUpdate::tenantId, Types.STRING)
            .process(new WatchSources(rules))
            .name("watch-sources")
            .uid("watch-sources");
    SingleOutputStreamOperator<MonitorInput> ofSources =
        watched
            .transform(
                "fold-sources", TypeInformation.of(MonitorInput.class), new FoldWindows(rules))
            .uid("fold-sources");
    SingleOutputStreamOperator<FoldItem> scores =
        spans
            .getSideOutput(EvaluationSightings.SEEN)
            .union(logs.getSideOutput(EvaluationSightings.SEEN))
            .keyBy(Evaluation::tenantId, Types.STRING)
            .process(new PlaceEvaluations(evaluations))
            .name("place-evaluations")
            .uid("place-evaluations");
    SingleOutputStreamOperator<MonitorInput> ofScores =
        scores
            .transform(
                "fold-scores", TypeInformation.of(MonitorInput.class), new FoldWindows(rules))
            .uid("fold-scores");
    SingleOutputStreamOperator<MonitorInput> ofAnswers =
        runs.getSideOutput(AssembleRuns.ANSWERS)
            .keyBy(AnswerShard::of, TypeInformation.of(AnswerShard.class))
            .process(new CompareAnswers())
            .name("compare-answers")
            .uid("compare-answers")
            .transform(
                "fold-answers", TypeInformation.of(MonitorInput.class), new FoldWindows(rules))
            .uid("fold-answers");
    DataStream<MonitorInput> controls =
        environment
            .fromSource(sources.controls(), WatermarkStrategy.noWatermarks(), "controls")
            .uid("controls")
            .process(new ReadControls())
            .name("read-controls")
            .uid("read-controls");
    SingleOutputStreamOperator<StoreRow> metrics =
        points
            .keyBy(MetricRecord::shard, TypeInformation.of(MetricShard.class))
            .transform(
                "normalise-metrics",
                TypeInformation.of(StoreRow.class),
                new NormaliseMetrics(SeriesSettings.defaults(), verifyBeforeMillis))
            .uid("normalise-metrics");
    SingleOutputStreamOperator<MonitorInput> serving =
        metrics
            .getSideOutput(NormaliseMetrics.SERVING)
            .keyBy(ServingRecord::owner, TypeInformation.of(OwnerKey.class))
            .transform("observe-serving", TypeInformation.of(FoldItem.class), new ObserveServing())
            .uid("observe-serving")
            .transform(
                "fold-serving", TypeInformation.of(MonitorInput.class), new FoldWindows(rules))
            .uid("fold-serving");
    DataStream<StoreRow> findings =
        partials
            .union(
                serving,
                ofSources,
                ofScores,
                ofAnswers,
                runs.getSideOutput(AssembleRuns.HITS),
                watched.getSideOutput(WatchSources.HITS),
                controls)
            .keyBy(MonitorInput::tenantId, Types.STRING)
            .process(new MonitorTenant(windows, startControls, rules))
            .name("monitor-tenant")
            .uid("monitor-tenant");
    DataStream<LedgerDelta> deltas =
        spans
            .getSideOutput(DecodedOutput.LEDGER)
            .union(
                logs.getSideOutput(DecodedOutput.LEDGER),
                runs.getSideOutput(AssembleRuns.LEDGER),
                points.getSideOutput(DecodeMetrics.LEDGER),
                metrics.getSideOutput(NormaliseMetrics.LEDGER));
    DataStream<StoreRow> ledger =
        deltas
            .transform("fold-ledger", TypeInformation.of(StoreRow.class), new FoldLedger())
            .uid("fold-ledger")
            .setParallelism(1);
    runs.getSideOutput(AssembleRuns.ROWS)
        .union(
            spans.getSideOutput(DecodedOutput.ROWS),
            logs.getSideOutput(DecodedOutput.ROWS),
            partials.getSideOutput(FoldWindows.ROWS),
            serving.getSideOutput(FoldWindows.ROWS),
            ofSources.getSideOutput(FoldWindows.ROWS),
            ofScores.getSideOutput(FoldWindows.ROWS),
            ofAnswers.getSideOutput(FoldWindows.ROWS),
            scores.getSideOutput(PlaceEvaluations.ROWS),
            points.getSideOutput(DecodeMetrics.ROWS),
            metrics,
            findings,
            ledger)
        .sinkTo(sink)
        .name("store")
        .uid("store")
        .setParallelism(1);
  }
}
