package dev.leeway.webui.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.leeway.webui.words.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Says on every page when Leeway itself is behind, so that a stall does not look like all green.
 */
final class LagBanner extends Div {
  static final Duration LIMIT = Duration.ofMinutes(2);

  LagBanner() {
    addClassNames("lw-banner", "lw-tone-warn");
    getElement().setAttribute("role", "status");
    setVisible(false);
  }

  /** Nothing is said before the first span: that is what the connect page is for. */
  void show(Optional<Instant> newestSpan, Instant now) {
    Optional<Duration> behind =
        newestSpan.map(at -> Duration.between(at, now)).filter(age -> age.compareTo(LIMIT) > 0);
    setVisible(behind.isPresent());
    removeAll();
    behind.ifPresent(age ->
        add(
            new Span(
                "Nothing new for %s: the newest stored span is that old. Either no agent sends, or Leeway is behind; what these pages show ends there."
                    .formatted(Durations.whole(age.toSeconds())))));
  }

  void unknown() {
    removeAll();
    add(new Span("ClickHouse does not answer, so how far behind Leeway is cannot be said."));
    setVisible(true);
  }
}
