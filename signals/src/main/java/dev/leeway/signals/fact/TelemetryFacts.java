package dev.leeway.signals.fact;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.FactSink;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much of the telemetry a span stands for: {@value #KEPT}, the probability with which its
 * sampler kept it. Of OpenTelemetry's consistent sampling, {@code ot=th:T} in the trace state, it
 * is {@code 1 - T / 2^56} with T padded with zeros to 14 hexadecimal digits (tracestate:
 * probability sampling, OpenTelemetry specification 1.4x); of others what their attributes say.
 * Absent where nobody says that spans were sampled.
 */
public final class TelemetryFacts implements FactReader {
  public static final String KEPT = "telemetry.kept";

  /**
   * How many of the span's attributes no mapper has a use for; written where the keys are looked
   * up.
   */
  public static final String UNMAPPED = "telemetry.unmapped";

  /** Where a span's trace state is kept among its attributes. */
  public static final String TRACE_STATE = "otel.trace_state";

  private static final Pattern THRESHOLD =
      Pattern.compile("(?:^|,)\\s*ot=(?:[^,]*;)?th:([0-9a-f]{1,14})(?:[;,]|\\s*$)");
  private static final int THRESHOLD_DIGITS = 14;
  private static final double THRESHOLDS = 0x1p56;

  @Override
  public void read(AgentEvent span, List<Content> contents, FactSink out) {
    Map<String, String> attributes = span.attributes();
    String state = attributes.get(TRACE_STATE);
    OptionalDouble kept = state == null ? OptionalDouble.empty() : keptOf(state);
    if (kept.isEmpty()) {
      kept = saidBy(attributes);
    }
    if (kept.isPresent() && kept.getAsDouble() > 0 && kept.getAsDouble() <= 1) {
      out.number(KEPT, kept.getAsDouble());
    }
  }

  private static OptionalDouble keptOf(String traceState) {
    Matcher threshold = THRESHOLD.matcher(traceState);
    if (!threshold.find()) {
      return OptionalDouble.empty();
    }
    String digits = threshold.group(1);
    String padded = digits + "0".repeat(THRESHOLD_DIGITS - digits.length());
    return OptionalDouble.of(1 - Long.parseLong(padded, 16) / THRESHOLDS);
  }

  /** Jaeger's sampler says a probability, Honeycomb's one in how many. */
  private static OptionalDouble saidBy(Map<String, String> attributes) {
    if ("probabilistic".equals(attributes.get("sampler.type"))) {
      return number(attributes.get("sampler.param"));
    }
    OptionalDouble oneIn = number(attributes.get("SampleRate"));
    return oneIn.isPresent() && oneIn.getAsDouble() >= 1
        ? OptionalDouble.of(1 / oneIn.getAsDouble())
        : number(attributes.get("sampling.probability"));
  }

  private static OptionalDouble number(@Nullable String text) {
    if (text == null) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      // Whoever writes words there said nothing of a sampler.
      return OptionalDouble.empty();
    }
  }
}
