package dev.leeway.webui.agent;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.leeway.signals.drift.canary.SignalVerdict;
import java.util.Locale;

/**
 * A signal's effect and its limits as a bar, measured in margins: no change in the middle, what is
 * tolerated at the marks, three margins at the ends.
 */
final class EffectBar extends Div {
  private static final double MARGINS_SHOWN = 3;

  EffectBar(SignalVerdict signal) {
    addClassNames("lw-effect-bar", CanaryWords.tone(signal.state()).className());
    getElement().setAttribute("role", "img");
    getElement().setAttribute("aria-label", CanaryWords.change(signal));
    mark(-1, "lw-effect-margin");
    mark(0, "lw-effect-none");
    mark(1, "lw-effect-margin");
    if (Double.isFinite(signal.effect())) {
      Span interval = new Span();
      interval.addClassName("lw-effect-interval");
      double from = place(signal, signal.low());
      interval.getStyle().set("left", percent(from));
      interval.getStyle().set("width", percent(place(signal, signal.high()) - from));
      add(interval);
      Span dot = new Span();
      dot.addClassName("lw-effect-dot");
      dot.getStyle().set("left", percent(place(signal, signal.effect())));
      add(dot);
    }
  }

  private void mark(double margins, String className) {
    Span line = new Span();
    line.addClassName(className);
    line.getStyle().set("left", percent(shareOf(margins)));
    add(line);
  }

  private static double place(SignalVerdict signal, double effect) {
    return shareOf(
        signal.measure().scale().inPoints()
            ? effect / signal.margin()
            : Math.log(effect) / Math.log1p(signal.margin()));
  }

  private static double shareOf(double margins) {
    return (Math.clamp(margins, -MARGINS_SHOWN, MARGINS_SHOWN) + MARGINS_SHOWN)
        / (2 * MARGINS_SHOWN);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * share);
  }
}
