package dev.leeway.webui.parts;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.webui.range.PageQuery;
import dev.leeway.webui.words.Durations;
import dev.leeway.webui.words.FindingGroup;
import dev.leeway.webui.words.FindingWords;
import java.time.Instant;
import java.util.Locale;

/** A finding in a list: what, where, how far, since when; the whole line leads to its page. */
public final class FindingLine extends Anchor {
  private final Div chips;
  private final Div head;

  public FindingLine(FindingGroup group, PageQuery target, Instant now) {
    super(target.href());
    Finding finding = group.first();
    getElement().setAttribute("router-link", true);
    addClassNames("lw-finding", Tone.of(group.severity()).className());
    chips = new Div(state(group));
    chips.addClassName("lw-finding-chips");
    Span title = new Span(FindingWords.title(finding));
    title.addClassName("lw-finding-title");
    Span slice = new Span(group.where());
    slice.addClassName("lw-finding-slice");
    head = new Div(title, slice);
    head.addClassName("lw-finding-head");
    Span effect = new Span(finding.effectText());
    effect.addClassName("lw-finding-effect");
    Span since = new Span(when(finding, now));
    since.addClassNames("lw-muted", "lw-finding-since");
    add(chips, new Div(head, effect), since);
  }

  /** Adds a chip, such as who acknowledged it. */
  public FindingLine with(Chip chip) {
    chips.add(chip);
    return this;
  }

  /** Names who looks after it. */
  public FindingLine ownedBy(String owner) {
    Span name = new Span(owner);
    name.addClassName("lw-owner");
    name.setTitle("Owner");
    head.add(name);
    return this;
  }

  private static Chip state(FindingGroup group) {
    Finding finding = group.first();
    if (finding.history()) {
      return new Chip("history", Tone.NEUTRAL);
    }
    return finding.state() == FindingState.OPEN
        ? new Chip(group.severity().name().toLowerCase(Locale.ROOT), Tone.of(group.severity()))
        : new Chip("closed", Tone.NEUTRAL);
  }

  private static String when(Finding finding, Instant now) {
    Instant onset = Instant.ofEpochMilli(finding.onsetMillis());
    if (finding.state() == FindingState.OPEN) {
      return "for " + Durations.whole(Math.max(0, now.getEpochSecond() - onset.getEpochSecond()));
    }
    long lasted = Math.max(0, finding.closedAtMillis() - finding.onsetMillis()) / 1000;
    return "began " + Durations.ago(onset, now) + ", lasted " + Durations.whole(lasted);
  }
}
