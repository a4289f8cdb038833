package dev.leeway.webui.run;

import dev.leeway.storage.query.RunCursor;
import dev.leeway.storage.query.RunFilter;
import dev.leeway.webui.range.PageQuery;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the list of runs is asked, read from the URL; what the URL says wrongly is left out. */
record RunQuery(RunFilter filter, Optional<RunCursor> after) {

  static RunQuery of(PageQuery page) {
    String trace = page.get("trace").strip().toLowerCase(Locale.ROOT);
    return new RunQuery(
        new RunFilter(
            page.get("agent"),
            page.get("env"),
            page.get("outcome"),
            page.get("version"),
            trace.matches("[0-9a-f]{0,32}") ? trace : "",
            page.get("conversation"),
            milliseconds(page.get("longer")),
            whole(page.get("tokens"))),
        cursor(page.get("after")));
  }

  private static @Nullable Long milliseconds(String seconds) {
    return seconds.matches("\\d{1,6}(\\.\\d{1,3})?")
        ? Math.round(Double.parseDouble(seconds) * 1000)
        : null;
  }

  private static @Nullable Long whole(String number) {
    return number.matches("\\d{1,12}") ? Long.parseLong(number) : null;
  }

  private static Optional<RunCursor> cursor(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(RunCursor.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
