package dev.leeway.webui.parts;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;

/** A part of a whole as a thin bar; what is beyond the whole fills it. */
public final class Meter extends Div {
  public Meter(double share, Tone tone, String label) {
    addClassNames("lw-meter", tone.className());
    double shown = Math.clamp(share, 0, 1);
    Span filled = new Span();
    filled.getStyle().set("width", String.format(Locale.ROOT, "%.1f%%", 100 * shown));
    getElement().setAttribute("role", "img");
    getElement()
        .setAttribute("aria-label", String.format(Locale.ROOT, "%.0f %% %s", 100 * share, label));
    add(filled);
  }
}
