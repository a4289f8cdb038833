package dev.leeway.webui.chart;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** Says in words which line is which; beside a chart rather than inside of it. */
public final class Legend extends Div {
  public Legend() {
    addClassName("lw-legend");
  }

  public Legend entry(String name, Role role) {
    Span mark = new Span();
    mark.addClassNames("lw-legend-mark", "lw-role-" + role.code());
    add(new Span(mark, new Span(name)));
    return this;
  }
}
