package dev.leeway.webui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** A sentence in place of what cannot be shown, saying why. */
public final class Notice extends Div {
  public Notice(String title, String why) {
    addClassName("lw-empty");
    Span first = new Span(title);
    first.addClassName("lw-empty-title");
    add(first, new Span(why));
  }

  public Notice with(Component next) {
    add(next);
    return this;
  }
}
