package dev.leeway.telemetry;

import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.telemetry.convention.Coercion;
import dev.leeway.telemetry.convention.Field;
import dev.leeway.telemetry.convention.Habit;
import java.util.List;
import java.util.Set;

/**
 * How a span ended: status, error type and HTTP status (conventions.md 2.5), read from the status,
 * the attributes and the exception event, because emitters use one or the other.
 */
final class OutcomeRules {
  /** OpenTelemetry's word for an error that has no type. */
  private static final String UNTYPED = "_OTHER";

  /** The reason of a call that ended in an error, which Mastra reports with the status OK. */
  private static final String FAILED_CALL = "error";

  private static final int GRPC_RESOURCE_EXHAUSTED = 8;
  private static final int HTTP_TOO_MANY_REQUESTS = 429;

  private OutcomeRules() {}

  static SpanStatus statusOf(
      SpanScan span, EventKind kind, List<String> finishReasons, Set<Habit> habits) {
    if (Coercion.isFailure(span.attributes().text(Field.SUCCESS))
        || Coercion.isTrue(span.attributes().text(Field.FAILURE))
        || (kind == EventKind.LLM && finishReasons.contains(FAILED_CALL))) {
      return SpanStatus.ERROR;
    }
    if (habits.contains(Habit.EMPTY_CALL_FAILED)
        && kind.isCall()
        && span.attributes().all().size() == 0) {
      return SpanStatus.ERROR;
    }
    boolean believed = !(habits.contains(Habit.OK_SAYS_NOTHING) && span.events().hasException());
    return switch (believed ? span.statusCode() : SpanScan.STATUS_ERROR) {
      case SpanScan.STATUS_OK -> SpanStatus.OK;
      case SpanScan.STATUS_ERROR -> SpanStatus.ERROR;
      // Quarkus leaves the status unset and records the exception; the general conventions let a
      // server record one that it has handled.
      default -> {
        boolean failed =
            span.attributes().has(Field.ERROR_TYPE)
                || (span.events().hasException()
                    && kind != EventKind.OTHER
                    && kind != EventKind.HTTP);
        yield failed ? SpanStatus.ERROR : SpanStatus.UNSET;
      }
    };
  }

  static String errorTypeOf(SpanScan span, SpanStatus status) {
    AttributeFrame attributes = span.attributes();
    String type = attributes.text(Field.ERROR_TYPE);
    if (type.isEmpty()) {
      type = attributes.text(Field.EXCEPTION_TYPE);
    }
    return type.isEmpty() && status == SpanStatus.ERROR ? UNTYPED : type;
  }

  /** The HTTP status, zero when nothing says it. */
  static int httpStatusOf(SpanScan span, SpanStatus status) {
    AttributeFrame attributes = span.attributes();
    Long said = attributes.count(Field.HTTP_STATUS);
    if (said != null && isStatus(said)) {
      return said.intValue();
    }
    int inType = leadingStatus(attributes.text(Field.ERROR_TYPE));
    if (inType != 0) {
      return inType;
    }
    Long grpc = attributes.count(Field.GRPC_STATUS);
    if (grpc != null && grpc == GRPC_RESOURCE_EXHAUSTED) {
      return HTTP_TOO_MANY_REQUESTS;
    }
    if (status != SpanStatus.ERROR) {
      return 0;
    }
    // Clients of model providers begin their messages with it: "429 Rate limit reached".
    int inMessage = statusInMessage(span.statusMessage());
    if (inMessage == 0) {
      inMessage = statusInMessage(attributes.text(Field.EXCEPTION_MESSAGE));
    }
    return inMessage != 0 ? inMessage : statusInMessage(attributes.text(Field.ERROR_MESSAGE));
  }

  /** A status at the beginning of a message, or after the error's class: {@code Error: 500 …}. */
  private static int statusInMessage(String message) {
    int from = 0;
    while (from < message.length() && Character.isJavaIdentifierPart(message.charAt(from))) {
      from++;
    }
    boolean named = from > 3 && message.startsWith(": ", from);
    int leading = leadingStatus(named ? message.substring(from + 2) : message);
    // Google's client: "[GoogleGenerativeAI Error]: Error fetching from …: [429 Too Many
    // Requests]".
    int bracket = message.lastIndexOf(": [");
    return leading != 0 || bracket < 0 ? leading : leadingStatus(message.substring(bracket + 3));
  }

  private static boolean isStatus(long status) {
    return status >= 100 && status <= 599;
  }

  /** A number from 400 to 599 that the text is or begins with. */
  private static int leadingStatus(String text) {
    if (text.length() < 3 || (text.length() > 3 && Character.isLetterOrDigit(text.charAt(3)))) {
      return 0;
    }
    int status = 0;
    for (int i = 0; i < 3; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      status = 10 * status + digit;
    }
    return status >= 400 && status <= 599 ? status : 0;
  }
}
