package dev.leeway.telemetry.evaluation;

import dev.leeway.signals.evaluation.Evaluation;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.telemetry.MappedSpan;
import dev.leeway.telemetry.evaluation.FoundEvaluations.Gathering;
import dev.leeway.telemetry.wire.MalformedWire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Evaluations that spans carry: OpenTelemetry's {@code gen_ai.evaluation.result} as events of a
 * span, all of them, or as attributes; and OpenInference's lists of evaluations and annotations, of
 * a span, its trace or its session. Each is about the run that the span belongs to. Not
 * thread-safe.
 */
public final class SpanEvaluations {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** The list with its index, and the member. */
  private static final Pattern LISTED =
      Pattern.compile(
          "((?:trace\\.|session\\.)?(?:evaluations|annotations)\\.\\d{1,4})"
              + "\\.(?:evaluation|annotation)\\.([a-z_]{1,40})");

  private static final byte[] EVALUATE = "evaluat".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ANNOTATE = "annotat".getBytes(StandardCharsets.US_ASCII);

  /** Where the rarest letter that both have stands in both. */
  private static final int LAST = 6;

  private final EventWalk walk = new EventWalk();

  /**
   * Reads a request of spans.
   *
   * @param request the bytes of an ExportTraceServiceRequest
   * @param spans what was decoded of it
   */
  public FoundEvaluations of(byte[] request, List<MappedSpan> spans) {
    if (spans.isEmpty() || !mayHoldOne(request)) {
      return FoundEvaluations.NONE;
    }
    Gathering found = new Gathering();
    Map<Long, AgentEvent> byId = HashMap.newHashMap(spans.size());
    for (MappedSpan span : spans) {
      byId.put(span.event().spanId(), span.event());
      readAttributes(span.event(), found);
    }
    try {
      walk.over(
          request,
          (spanId, index, nanos, attributes) -> {
            AgentEvent span = byId.get(spanId);
            if (span != null) {
              add(
                  span,
                  "event " + index,
                  nanos,
                  attributes,
                  EvaluationKeys.otel(attributes),
                  found);
            }
          });
    } catch (MalformedWire e) {
      // The decoder sets such requests aside; what was found before stands.
      return found.close();
    }
    return found.close();
  }

  private static void readAttributes(AgentEvent span, Gathering found) {
    Map<String, String> attributes = span.attributes();
    if (attributes.containsKey(EvaluationKeys.OTEL + "name")) {
      add(span, "span", endNanos(span), attributes, EvaluationKeys.otel(attributes), found);
    }
    Map<String, Map<String, String>> lists = new TreeMap<>();
    attributes.forEach((key, value) -> {
      Matcher listed = LISTED.matcher(key);
      if (listed.matches()) {
        lists
            .computeIfAbsent(listed.group(1), unused -> new HashMap<>())
            .put(listed.group(2), value);
      }
    });
    lists.forEach((place, one) ->
        add(
            span,
            place + "\0" + one.getOrDefault("identifier", ""),
            endNanos(span),
            one,
            EvaluationKeys.said(
                one.getOrDefault("name", ""),
                one.getOrDefault("score", ""),
                one.getOrDefault("label", ""),
                one.getOrDefault("explanation", ""),
                one),
            found));
  }

  private static long endNanos(AgentEvent span) {
    return span.endMillis() * NANOS_PER_MILLI;
  }

  private static void add(
      AgentEvent span,
      String place,
      long nanos,
      Map<String, String> attributes,
      EvaluationKeys.@Nullable Said said,
      Gathering found) {
    if (said == null) {
      found.unreadable();
      return;
    }
    String given = EvaluationKeys.id(attributes);
    String tenant = span.source().tenantId();
    found.add(
        new Evaluation(
            given.isEmpty()
                ? Evaluation.idOf(
                    tenant,
                    "span",
                    span.traceId().toString(),
                    Long.toHexString(span.spanId()),
                    place,
                    said.name())
                : Evaluation.idOf(tenant, "given", given),
            span.source(),
            true,
            new Evaluation.About(
                span.traceId(), span.spanId(), span.model().responseId(), span.conversationId()),
            said.rater(),
            said.name(),
            said.value(),
            said.label(),
            said.comment(),
            GivenTime.millis(nanos, span.appendMillis()),
            span.appendMillis()));
  }

  /** Whether the bytes hold one of the words: a look costs less than reading. */
  private static boolean mayHoldOne(byte[] request) {
    for (int at = LAST; at < request.length; at++) {
      if (request[at] == 't' && (ends(request, at, EVALUATE) || ends(request, at, ANNOTATE))) {
        return true;
      }
    }
    return false;
  }

  private static boolean ends(byte[] request, int at, byte[] word) {
    return Arrays.equals(request, at - LAST, at + 1, word, 0, word.length);
  }
}
