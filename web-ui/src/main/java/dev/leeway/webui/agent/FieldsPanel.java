package dev.leeway.webui.agent;

import com.vaadin.flow.component.Component;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.parts.Table;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.Unit;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the fields of JSON answers say, now and before: the range of numbers, the mix of words. */
final class FieldsPanel {
  private static final int WORDS_SHOWN = 4;
  private static final String HOW =
      "Numbers with their median and the range of nine in ten, words and truth values by their"
          + " share. A number far outside of its learned range, and a word that was not usual, open"
          + " a finding. At most 16 fields of an answer are followed.";

  private final Panel panel = new Panel("Fields of answers");

  Component component() {
    return panel;
  }

  /** Without a field it is not shown: most agents answer in prose. */
  void show(AgentPage page) {
    panel.setVisible(!page.fields().isEmpty());
    panel.says(HOW);
    panel.shows(
        new Table<FieldReading>()
            .text("Field", FieldReading::field)
            .number("Answers", reading -> Numbers.count(reading.now().count()))
            .text("Now", reading -> words(reading.now()))
            .text(titleOf(page.baseline()), reading -> words(reading.before()))
            .rows(page.fields()));
  }

  private static String titleOf(BaselineChoice baseline) {
    return baseline.words().substring(0, 1).toUpperCase(Locale.ROOT)
        + baseline.words().substring(1);
  }

  static String words(SignalValues values) {
    if (values.isEmpty()) {
      return Numbers.NONE;
    }
    if (values.categories().isEmpty()) {
      return "%s (%s to %s)"
          .formatted(
              Numbers.significant(values.quantile(0.5)),
              Numbers.significant(values.quantile(0.05)),
              Numbers.significant(values.quantile(0.95)));
    }
    String shown =
        values.categories().entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(WORDS_SHOWN)
            .map(word ->
                word.getKey() + " " + Unit.SHARE.say((double) word.getValue() / values.count()))
            .collect(Collectors.joining(", "));
    int more = values.categories().size() - WORDS_SHOWN;
    return more > 0 ? shown + ", and " + more + " more" : shown;
  }
}
