package dev.leeway.webui.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.webui.range.RangeChoice;
import dev.leeway.webui.words.Durations;
import dev.leeway.webui.words.Moments;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Shows the chosen range and lets another be chosen: one of the usual ones, or two instants. */
final class RangePicker extends Div {
  private static final Map<String, Duration> USUAL = new LinkedHashMap<>();

  static {
    USUAL.put("Last 15 minutes", Duration.ofMinutes(15));
    USUAL.put("Last hour", Duration.ofHours(1));
    USUAL.put("Last 3 hours", Duration.ofHours(3));
    USUAL.put("Last 12 hours", Duration.ofHours(12));
    USUAL.put("Last 24 hours", Duration.ofHours(24));
    USUAL.put("Last 3 days", Duration.ofDays(3));
    USUAL.put("Last 7 days", Duration.ofDays(7));
    USUAL.put("Last 30 days", Duration.ofDays(30));
  }

  private final Consumer<RangeChoice> chosen;
  private final Span label = new Span();
  private final Popover popover = new Popover();
  private final DateTimePicker from = new DateTimePicker("From");
  private final DateTimePicker to = new DateTimePicker("To");

  RangePicker(Consumer<RangeChoice> chosen) {
    this.chosen = chosen;
    addClassName("lw-range");
    NativeButton open = new NativeButton();
    open.addClassName("lw-range-open");
    open.getElement()
        .setAttribute("aria-label", "Time range")
        .appendChild(Icon.CLOCK.draw().getElement(), label.getElement());
    popover.setTarget(open);
    popover.setPosition(PopoverPosition.BOTTOM_END);
    popover.setAutofocus(true);
    popover.add(usual(), exact());
    add(open, popover);
  }

  void show(RangeChoice choice, Instant now, ZoneId zone) {
    TimeRange range = choice.resolve(now);
    label.setText(name(choice, zone));
    from.setValue(LocalDateTime.ofInstant(range.from(), zone).withNano(0).withSecond(0));
    to.setValue(LocalDateTime.ofInstant(range.to(), zone).withNano(0).withSecond(0));
  }

  private static String name(RangeChoice choice, ZoneId zone) {
    return switch (choice) {
      case RangeChoice.Relative relative ->
          USUAL.entrySet().stream()
              .filter(entry -> entry.getValue().equals(relative.length()))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElseGet(() -> "Last " + Durations.whole(relative.length().toSeconds()));
      case RangeChoice.Absolute absolute -> {
        Moments moments = new Moments(zone);
        yield moments.minute(absolute.from()) + " – " + moments.minute(absolute.to());
      }
    };
  }

  private Div usual() {
    Div list = new Div();
    list.addClassName("lw-range-usual");
    USUAL.forEach((name, length) ->
        list.add(new NativeButton(name, event -> choose(new RangeChoice.Relative(length)))));
    return list;
  }

  private Div exact() {
    from.setStep(Duration.ofMinutes(1));
    to.setStep(Duration.ofMinutes(1));
    Button apply = new Button("Show", event -> chooseExact());
    apply.addThemeNames("primary");
    Div form = new Div(from, to, apply);
    form.addClassName("lw-range-exact");
    return form;
  }

  private void chooseExact() {
    ZoneId zone = getUI().map(BrowserZone::of).orElseThrow();
    LocalDateTime start = from.getValue();
    LocalDateTime end = to.getValue();
    boolean ordered = start != null && end != null && start.isBefore(end);
    to.setInvalid(!ordered);
    to.setErrorMessage("expected a time after From");
    if (ordered) {
      choose(RangeChoice.between(start.atZone(zone).toInstant(), end.atZone(zone).toInstant()));
    }
  }

  private void choose(RangeChoice choice) {
    popover.close();
    chosen.accept(choice);
  }
}
