package dev.leeway.signals.evaluation;

import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import dev.leeway.signals.event.TraceId;
import org.jspecify.annotations.Nullable;

/** Evaluations that wait for their run, as versioned bytes of keyed state. */
public final class EvaluationCodec {
  private static final int VERSION = 1;

  private EvaluationCodec() {}

  public static byte[] encode(Evaluation evaluation) {
    AgentSource source = evaluation.source();
    Evaluation.About about = evaluation.about();
    TraceId trace = about.traceId();
    Double value = evaluation.value();
    return new StateWriter()
        .octet(VERSION)
        .text(evaluation.evaluationId())
        .text(source.tenantId())
        .text(source.environment())
        .text(source.serviceName())
        .text(source.serviceVersion())
        .text(source.serviceInstanceId())
        .text(source.agentName())
        .text(source.agentVersion())
        .octet(evaluation.namesAgent() ? 1 : 0)
        .word(trace == null ? 0 : trace.high())
        .word(trace == null ? 0 : trace.low())
        .word(about.spanId())
        .text(about.responseId())
        .text(about.conversationId())
        .text(evaluation.rater().name())
        .text(evaluation.name())
        .octet(value == null ? 0 : 1)
        .number(value == null ? 0 : value)
        .text(evaluation.label())
        .text(evaluation.comment())
        .signed(evaluation.givenMillis())
        .signed(evaluation.appendMillis())
        .bytes();
  }

  public static Evaluation decode(byte[] bytes) {
    StateReader in = new StateReader("evaluation", bytes).version(VERSION);
    Evaluation evaluation =
        new Evaluation(
            in.text(),
            new AgentSource(
                in.text(), in.text(), in.text(), in.text(), in.text(), in.text(), in.text()),
            in.octet() == 1,
            new Evaluation.About(trace(in.word(), in.word()), in.word(), in.text(), in.text()),
            in.named(Rater.class),
            in.text(),
            value(in.octet(), in.number()),
            in.text(),
            in.text(),
            in.signed(),
            in.signed());
    in.end();
    return evaluation;
  }

  private static @Nullable TraceId trace(long high, long low) {
    return high == 0 && low == 0 ? null : new TraceId(high, low);
  }

  private static @Nullable Double value(int there, double value) {
    return there == 0 ? null : value;
  }
}
