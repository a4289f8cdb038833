package dev.leeway.webui.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.component.button.Button;

/** Agents, worst first. */
@Route("")
public final class OverviewView extends Div {
  public OverviewView() {
    add(new H1("Overview"), new Button("x"));
  }
}
