package dev.leeway.signals.fact;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.FactSink;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What response headers say of a rate limit, where instrumentation captured them ({@code
 * http.response.header.<name>}, an array of texts): {@value #REQUESTS_LEFT} of {@value
 * #REQUESTS_MAX}, {@value #TOKENS_LEFT} of {@value #TOKENS_MAX}, and {@value #RETRY_AFTER}.
 *
 * <p>OpenAI and Azure write {@code x-ratelimit-remaining-requests}, Anthropic {@code
 * anthropic-ratelimit-requests-remaining}, the IETF draft {@code ratelimit-remaining}. Of several
 * kinds of tokens the scarcest counts.
 */
public final class RateLimitFacts implements FactReader {
  public static final String REQUESTS_LEFT = "limit.requests.left";
  public static final String REQUESTS_MAX = "limit.requests.max";
  public static final String TOKENS_LEFT = "limit.tokens.left";
  public static final String TOKENS_MAX = "limit.tokens.max";

  /** Seconds that the server asked to wait. */
  public static final String RETRY_AFTER = "retry_after_s";

  private static final String PREFIX = "http.response.header.";

  /** Header names without their dashes and underscores, in order of precedence. */
  private static final List<Limit> REQUESTS =
      List.of(
          new Limit("xratelimitremainingrequests", "xratelimitlimitrequests"),
          new Limit("anthropicratelimitrequestsremaining", "anthropicratelimitrequestslimit"),
          new Limit("xratelimitremaining", "xratelimitlimit"),
          new Limit("ratelimitremaining", "ratelimitlimit"));

  private static final List<Limit> TOKENS =
      List.of(
          new Limit("xratelimitremainingtokens", "xratelimitlimittokens"),
          new Limit("anthropicratelimittokensremaining", "anthropicratelimittokenslimit"),
          new Limit("anthropicratelimitinputtokensremaining", "anthropicratelimitinputtokenslimit"),
          new Limit(
              "anthropicratelimitoutputtokensremaining", "anthropicratelimitoutputtokenslimit"));

  private record Limit(String left, String most) {}

  @Override
  public void read(AgentEvent span, List<Content> contents, FactSink out) {
    Map<String, String> headers = new HashMap<>();
    span.attributes()
        .forEach((key, value) -> {
          if (key.startsWith(PREFIX)) {
            headers.put(bare(key.substring(PREFIX.length())), value);
          }
        });
    if (headers.isEmpty()) {
      return;
    }
    scarcest(headers, REQUESTS, REQUESTS_LEFT, REQUESTS_MAX, out);
    scarcest(headers, TOKENS, TOKENS_LEFT, TOKENS_MAX, out);
    retryAfter(headers, span).ifPresent(seconds -> out.number(RETRY_AFTER, seconds));
  }

  private static void scarcest(
      Map<String, String> headers, List<Limit> limits, String left, String most, FactSink out) {
    double least = Double.POSITIVE_INFINITY;
    for (Limit limit : limits) {
      OptionalDouble remaining = number(headers.get(limit.left));
      OptionalDouble of = number(headers.get(limit.most));
      if (remaining.isPresent() && of.isPresent() && of.getAsDouble() > 0) {
        double share = remaining.getAsDouble() / of.getAsDouble();
        if (share < least) {
          least = share;
          out.number(left, remaining.getAsDouble()).number(most, of.getAsDouble());
        }
      }
    }
  }

  private static OptionalDouble retryAfter(Map<String, String> headers, AgentEvent span) {
    OptionalDouble millis = number(headers.get("retryafterms"));
    if (millis.isPresent()) {
      return OptionalDouble.of(millis.getAsDouble() / 1_000);
    }
    String text = headers.get("retryafter");
    OptionalDouble seconds = number(text);
    return seconds.isPresent() || text == null
        ? seconds
        : HttpDate.millisOf(first(text)).stream()
            .mapToDouble(at -> Math.max(0, at - span.endMillis()) / 1_000.0)
            .findFirst();
  }

  private static String bare(String header) {
    return header.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }

  /** A number that is not negative; IETF's limits may carry a policy behind a comma. */
  private static OptionalDouble number(@Nullable String value) {
    if (value == null) {
      return OptionalDouble.empty();
    }
    String text = first(value);
    int comma = text.indexOf(',');
    String head = comma < 0 ? text : text.substring(0, comma);
    return head.matches("\\d{1,15}(\\.\\d{1,9})?")
        ? OptionalDouble.of(Double.parseDouble(head))
        : OptionalDouble.empty();
  }

  /** The first of an array of texts, or the text itself. */
  private static String first(String value) {
    String text = value.strip();
    if (!text.startsWith("[\"")) {
      return text;
    }
    int end = text.indexOf('"', 2);
    return end < 0 ? "" : text.substring(2, end).strip();
  }
}
