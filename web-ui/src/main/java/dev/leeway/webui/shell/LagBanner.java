package dev.leeway.webui.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.leeway.webui.lag.LagReading;
import dev.leeway.webui.words.Durations;
import java.time.Duration;
import java.time.Instant;

/**
 * Says on every page when Leeway itself is behind, so that a stall does not look like all green.
 */
final class LagBanner extends Div {
  LagBanner() {
    addClassNames("lw-banner", "lw-tone-warn");
    getElement().setAttribute("role", "status");
    setVisible(false);
  }

  /** Nothing is said before the first span: that is what the connect page is for. */
  void show(LagReading reading, Instant now) {
    removeAll();
    // Leeway's own span is among them, so that a quiet fleet is not said to be a stall.
    reading
        .spansBehind(now)
        .ifPresent(age ->
            say(
                "Nothing new for %s: the newest stored span is that old. Leeway is behind; what these pages show ends there.",
                age));
    reading
        .panesBehind(now)
        .ifPresent(age ->
            say(
                "Detectors have judged none of the runs of the last %s: what drifted since is not shown.",
                age));
    setVisible(getComponentCount() > 0);
  }

  void unknown() {
    removeAll();
    add(new Span("ClickHouse does not answer, so how far behind Leeway is cannot be said."));
    setVisible(true);
  }

  private void say(String words, Duration age) {
    add(new Div(words.formatted(Durations.whole(age.toSeconds()))));
  }
}
