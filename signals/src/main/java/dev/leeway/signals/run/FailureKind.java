package dev.leeway.signals.run;

import dev.leeway.signals.event.AgentEvent;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What an error says went wrong, read from HTTP status and {@code error.type}. */
public final class FailureKind {
  private static final List<String> RATE_LIMITED =
      List.of(
          "ratelimit",
          "toomanyrequests",
          "throttl",
          "resourceexhausted",
          "overloaded",
          "insufficientquota",
          "quotaexceeded");
  private static final List<String> TIMEOUT = List.of("timeout", "timedout", "deadlineexceeded");
  private static final List<String> REFUSED =
      List.of("contentfilter", "contentpolicy", "refusal", "responsibleai");
  private static final List<String> TRUNCATED = List.of("lengthfinishreason", "maxtokensreached");

  private static final Pattern NO_LETTERS = Pattern.compile("[^a-z]+");

  private FailureKind() {}

  /** One of the failed outcomes; ERROR where it says nothing more specific. */
  public static RunOutcome of(AgentEvent event) {
    RunOutcome byStatus = ofStatus(event.httpStatus());
    if (byStatus != RunOutcome.ERROR) {
      return byStatus;
    }
    String type = event.errorType();
    if (type.isEmpty()) {
      return RunOutcome.ERROR;
    }
    if (type.length() == 3 && type.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return ofStatus(Integer.parseInt(type));
    }
    String letters = NO_LETTERS.matcher(type.toLowerCase(Locale.ROOT)).replaceAll("");
    if (containsAny(letters, RATE_LIMITED)) {
      return RunOutcome.RATE_LIMITED;
    }
    if (containsAny(letters, TIMEOUT)) {
      return RunOutcome.TIMEOUT;
    }
    if (containsAny(letters, REFUSED)) {
      return RunOutcome.REFUSED;
    }
    return containsAny(letters, TRUNCATED) ? RunOutcome.TRUNCATED : RunOutcome.ERROR;
  }

  private static RunOutcome ofStatus(int httpStatus) {
    return switch (httpStatus) {
      // 529 is how Anthropic says overloaded.
      case 429, 529 -> RunOutcome.RATE_LIMITED;
      case 408, 504 -> RunOutcome.TIMEOUT;
      default -> RunOutcome.ERROR;
    };
  }

  private static boolean containsAny(String letters, List<String> words) {
    return words.stream().anyMatch(letters::contains);
  }
}
