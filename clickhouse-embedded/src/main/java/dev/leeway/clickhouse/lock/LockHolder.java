package dev.leeway.clickhouse.lock;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process that holds a data directory and the one that started it.
 *
 * @param supervisor 0 where the child was started by hand
 */
public record LockHolder(long pid, long supervisor) {
  private static final Pattern TEXT =
      Pattern.compile("pid=(\\d{1,18})\\s+supervisor=(\\d{1,18})\\s*");

  String text() {
    return "pid=" + pid + "\nsupervisor=" + supervisor + "\n";
  }

  static Optional<LockHolder> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new LockHolder(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }
}
