package dev.leeway.webui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;

/** A titled surface; what it says comes under the title, what it shows below. */
public final class Panel extends Section {
  private final Div head = new Div();
  private final Paragraph says = new Paragraph();
  private final Div body = new Div();

  public Panel(String title) {
    addClassName("lw-panel");
    head.addClassName("lw-panel-head");
    head.add(new H2(title));
    says.addClassName("lw-says");
    says.setVisible(false);
    body.addClassName("lw-panel-body");
    add(head, says, body);
  }

  public Panel says(String text) {
    says.setText(text);
    says.setVisible(!text.isEmpty());
    return this;
  }

  public Panel withHead(Component... components) {
    head.add(components);
    return this;
  }

  public Panel with(Component... components) {
    body.add(components);
    return this;
  }

  /** Replaces what is shown. */
  public Panel shows(Component... components) {
    body.removeAll();
    body.add(components);
    return this;
  }
}
