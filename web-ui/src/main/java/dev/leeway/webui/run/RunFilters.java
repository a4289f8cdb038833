package dev.leeway.webui.run;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.leeway.signals.run.RunOutcome;
import dev.leeway.storage.query.RunFilter;
import dev.leeway.webui.range.PageQuery;
import dev.leeway.webui.words.Outcomes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The fields above the list of runs; what they hold is what the URL says. */
final class RunFilters extends Div {
  private static final int TYPING_MILLIS = 400;

  private final Map<String, TextField> fields = new LinkedHashMap<>();
  private final Select<String> outcome = new Select<>();
  private final Consumer<PageQuery> changed;
  private PageQuery page = new PageQuery("", Map.of());

  RunFilters(Consumer<PageQuery> changed) {
    this.changed = changed;
    addClassName("lw-filters");
    field("agent", "Agent", "any", "[^\\n]*", "");
    outcome();
    field("version", "Version", "any", "[^\\n]*", "");
    field("longer", "Longer than (s)", "0", "\\d{0,6}(\\.\\d{1,3})?", "expected seconds");
    field("tokens", "Tokens at least", "0", "\\d{0,12}", "expected a whole number");
    field("trace", "Trace id", "first digits", "[0-9a-fA-F]{0,32}", "expected hexadecimal digits");
    field("conversation", "Conversation", "any", "[^\\n]*", "");
  }

  void show(PageQuery newPage) {
    page = newPage;
    fields.forEach((parameter, field) -> field.setValue(newPage.get(parameter)));
    outcome.setValue(newPage.get("outcome"));
  }

  private void field(
      String parameter, String label, String placeholder, String pattern, String expected) {
    TextField field = new TextField(label);
    field.setPlaceholder(placeholder);
    field.setPattern(pattern);
    field.setErrorMessage(expected);
    field.setClearButtonVisible(true);
    field.setValueChangeMode(ValueChangeMode.LAZY);
    field.setValueChangeTimeout(TYPING_MILLIS);
    field.addValueChangeListener(event -> {
      String value = event.getValue().strip();
      if (event.isFromClient() && value.matches(pattern)) {
        change(parameter, value);
      }
    });
    fields.put(parameter, field);
    add(field);
  }

  private void outcome() {
    List<String> values = new ArrayList<>(List.of("", RunFilter.BAD));
    for (RunOutcome each : RunOutcome.values()) {
      values.add(each.name());
    }
    outcome.setLabel("Outcome");
    outcome.setItems(values);
    outcome.setItemLabelGenerator(value ->
        value.isEmpty()
            ? "any"
            : value.equals(RunFilter.BAD) ? "not successful" : Outcomes.say(value));
    outcome.addValueChangeListener(event -> {
      if (event.isFromClient()) {
        change("outcome", event.getValue() == null ? "" : event.getValue());
      }
    });
    add(outcome);
  }

  /** A changed filter starts at the newest runs again. */
  private void change(String parameter, String value) {
    changed.accept(page.with("after", "").with(parameter, value));
  }
}
