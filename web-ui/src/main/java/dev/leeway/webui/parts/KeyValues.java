package dev.leeway.webui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;

/** Names with their values, in two columns. */
public final class KeyValues extends DescriptionList {
  public KeyValues() {
    addClassName("lw-facts");
  }

  /** Adds a fact; an absent one, which is empty text, is left out. */
  public KeyValues fact(String name, String value) {
    return value.isEmpty() ? this : fact(name, new Span(value));
  }

  public KeyValues fact(String name, Component value) {
    add(new Term(name), new Description(value));
    return this;
  }
}
