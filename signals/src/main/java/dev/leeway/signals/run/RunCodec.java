package dev.leeway.signals.run;

import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import dev.leeway.signals.event.TraceId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A run's row as versioned bytes, for keyed state that must know what was last said of a run. A
 * golden file per version stays in the tests for ever.
 */
public final class RunCodec {
  private static final int VERSION = 2;

  /** Had no categories. */
  private static final int VERSION_WITHOUT_CATEGORIES = 1;

  private RunCodec() {}

  public static byte[] encode(Run run) {
    StateWriter out = new StateWriter().octet(VERSION);
    AgentSource source = run.source();
    out.text(source.tenantId()).text(source.environment()).text(source.serviceName());
    out.text(source.serviceVersion()).text(source.serviceInstanceId());
    out.text(source.agentName()).text(source.agentVersion());
    out.word(run.traceId().high()).word(run.traceId().low()).word(run.runId());
    out.count(run.revision()).octet(run.withdrawn() ? 1 : 0).text(run.name());
    out.word(run.startNanos()).signed(run.durationNanos());
    out.text(run.status().name()).text(run.outcome().name()).text(run.errorType());
    out.text(run.conversationId()).text(run.userIdHash());
    out.signed(run.spans()).signed(run.llmCalls()).signed(run.toolCalls()).signed(run.attempts());
    out.signed(run.inputTokens()).signed(run.outputTokens()).number(run.costUsd());
    Double groundingScore = run.groundingScore();
    out.octet(groundingScore == null ? 0 : 1);
    if (groundingScore != null) {
      out.number(groundingScore);
    }
    out.count(run.signals().size());
    new TreeMap<>(run.signals()).forEach((name, value) -> out.text(name).number(value));
    out.count(run.dimensions().size());
    new TreeMap<>(run.dimensions()).forEach((name, value) -> out.text(name).text(value));
    out.signed(run.flags()).count(run.categories().size());
    new TreeMap<>(run.categories()).forEach((name, value) -> out.text(name).text(value));
    return out.bytes();
  }

  public static Run decode(byte[] bytes) {
    StateReader in = new StateReader("run", bytes);
    boolean old = bytes.length > 0 && bytes[0] == VERSION_WITHOUT_CATEGORIES;
    Run run = withoutCategories(in.version(old ? VERSION_WITHOUT_CATEGORIES : VERSION));
    Run whole = old ? run : run.with(texts(in));
    in.end();
    return whole;
  }

  private static Run withoutCategories(StateReader in) {
    return new Run(
        new AgentSource(
            in.text(), in.text(), in.text(), in.text(), in.text(), in.text(), in.text()),
        new TraceId(in.word(), in.word()),
        in.word(),
        in.count(),
        in.octet() == 1,
        in.text(),
        in.word(),
        in.signed(),
        in.named(SpanStatus.class),
        in.named(RunOutcome.class),
        in.text(),
        in.text(),
        in.text(),
        in.integer(),
        in.integer(),
        in.integer(),
        in.integer(),
        in.signed(),
        in.signed(),
        in.number(),
        score(in),
        numbers(in),
        texts(in),
        in.integer());
  }

  private static @Nullable Double score(StateReader in) {
    return in.octet() == 0 ? null : Double.valueOf(in.number());
  }

  private static Map<String, Double> numbers(StateReader in) {
    Map<String, Double> numbers = new TreeMap<>();
    for (int left = in.size(); left > 0; left--) {
      numbers.put(in.text(), in.number());
    }
    return numbers;
  }

  private static Map<String, String> texts(StateReader in) {
    Map<String, String> texts = new TreeMap<>();
    for (int left = in.size(); left > 0; left--) {
      texts.put(in.text(), in.text());
    }
    return texts;
  }
}
