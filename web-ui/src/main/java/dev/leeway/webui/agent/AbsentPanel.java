package dev.leeway.webui.agent;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.leeway.webui.parts.Links;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.words.SignalWords;
import java.util.List;

/** Names the signals of a tab that nothing was heard of, which is not the same as zero. */
final class AbsentPanel {
  private final Panel panel = new Panel("No data");

  Component component() {
    return panel;
  }

  void show(List<String> signals) {
    panel.setVisible(!signals.isEmpty());
    panel.says(
        "Nothing in this range says anything of these, which is not zero: the telemetry may not"
            + " carry them.");
    Div all = new Div();
    all.addClassName("lw-absent");
    for (String signal : signals) {
      SignalWords words = SignalWords.of(signal);
      all.add(new Div(new Span(words.title()), Links.meaning(words)));
    }
    panel.shows(all);
  }
}
