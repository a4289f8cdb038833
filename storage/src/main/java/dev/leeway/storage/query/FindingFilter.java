package dev.leeway.storage.query;

import java.util.Optional;

/**
 * Which findings are wanted; empty text means any.
 *
 * @param history true for those about old traffic only, false for all others, empty for both
 */
public record FindingFilter(
    String agent, String signal, String severity, String state, Optional<Boolean> history) {

  public static final FindingFilter ANY = new FindingFilter("", "", "", "", Optional.empty());

  public static FindingFilter open() {
    return new FindingFilter("", "", "", "OPEN", Optional.of(false));
  }

  public FindingFilter ofAgent(String name) {
    return new FindingFilter(name, signal, severity, state, history);
  }
}
