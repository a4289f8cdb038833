package dev.leeway.webui.parts;

import com.vaadin.flow.component.html.Span;

/** A word in a coloured shape. */
public final class Chip extends Span {
  public Chip(String text, Tone tone) {
    super(text);
    addClassNames("lw-chip", tone.className());
  }
}
