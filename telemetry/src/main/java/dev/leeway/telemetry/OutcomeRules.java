package dev.leeway.telemetry;

import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.telemetry.convention.Field;

/**
 * How a span ended: status, error type and HTTP status (conventions.md 2.5), read from the status,
 * the attributes and the exception event, because emitters use one or the other.
 */
final class OutcomeRules {
  /** OpenTelemetry's word for an error that has no type. */
  private static final String UNTYPED = "_OTHER";

  private static final int GRPC_RESOURCE_EXHAUSTED = 8;
  private static final int HTTP_TOO_MANY_REQUESTS = 429;

  private OutcomeRules() {}

  static SpanStatus statusOf(SpanScan span, EventKind kind) {
    if (span.attributes().text(Field.SUCCESS).equalsIgnoreCase("false")) {
      return SpanStatus.ERROR;
    }
    return switch (span.statusCode()) {
      case SpanScan.STATUS_OK -> SpanStatus.OK;
      case SpanScan.STATUS_ERROR -> SpanStatus.ERROR;
      // Quarkus leaves the status unset and records the exception; the general conventions let a
      // server record one that it has handled.
      default -> {
        boolean failed =
            span.attributes().has(Field.ERROR_TYPE)
                || (span.hasException() && kind != EventKind.OTHER && kind != EventKind.HTTP);
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
    int inMessage = leadingStatus(span.statusMessage());
    return inMessage != 0 ? inMessage : leadingStatus(attributes.text(Field.EXCEPTION_MESSAGE));
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
