package dev.leeway.webui.parts;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;
import dev.leeway.webui.range.PageQuery;
import java.util.Map;

/** Links of which one is current: tabs and filters whose state is the URL's. */
public final class Choice extends Nav {
  private final String parameter;
  private final Map<String, String> labels;

  /**
   * A choice.
   *
   * @param labels label by value of the parameter, in order; the empty value removes it
   */
  public Choice(String name, String parameter, Map<String, String> labels) {
    this.parameter = parameter;
    this.labels = labels;
    addClassName("lw-choice");
    getElement().setAttribute("aria-label", name);
  }

  public void show(PageQuery page, String current) {
    removeAll();
    labels.forEach((value, label) -> {
      Anchor link = Links.to(page.with(parameter, value), label);
      if (value.equals(current)) {
        link.getElement().setAttribute("aria-current", "true");
      }
      add(link);
    });
  }
}
