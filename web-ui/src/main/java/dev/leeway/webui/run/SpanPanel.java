package dev.leeway.webui.run;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.event.Usage;
import dev.leeway.webui.parts.Chip;
import dev.leeway.webui.parts.KeyValues;
import dev.leeway.webui.parts.Tone;
import dev.leeway.webui.shell.BrowserZone;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything that is known of one span: facts, payload text, attributes. */
final class SpanPanel extends Div {
  private final Div payload = new Div();

  SpanPanel() {
    addClassName("lw-span-panel");
    payload.addClassName("lw-stack-small");
  }

  /** Shows facts and attributes; the payload follows by {@link #showPayload}. */
  void show(AgentEvent span) {
    removeAll();
    payload.removeAll();
    H2 title = new H2(span.name());
    Div chips = new Div(new Chip(Waterfall.kindWord(span.kind()), Tone.NEUTRAL));
    chips.addClassName("lw-chips");
    if (span.status() == SpanStatus.ERROR) {
      chips.add(new Chip(span.errorType().isEmpty() ? "error" : span.errorType(), Tone.BAD));
    }
    add(chips, title, facts(span), payload);
    if (!span.contents().isEmpty()) {
      payload.add(new Span("Loading text…"));
    }
    attributes("Attributes", span.attributes());
    attributes("Resource", span.resourceAttributes());
  }

  /**
   * Shows payload text.
   *
   * @param texts by content hash; what is absent is not kept any more
   * @param check of what the span says
   */
  void showPayload(AgentEvent span, Map<String, String> texts, AnswerCheck check) {
    payload.removeAll();
    for (ContentRef content : span.contents()) {
      payload.add(new H3(words(content.role())));
      String text = texts.get(content.hash());
      if (text == null) {
        payload.add(
            new Span(
                "%s bytes, not stored or past their retention."
                    .formatted(Numbers.count(content.sizeBytes()))));
      } else {
        boolean said = content.role() == ContentRole.OUTPUT_MESSAGES;
        payload.add(said ? new Messages(text, check) : new Messages(text));
        if (said && !check.opinion().isEmpty()) {
          payload.add(opinion(check.opinion()));
        }
        if (said && !check.why().isEmpty()) {
          Span why = new Span(check.why());
          why.addClassNames("lw-muted", "lw-small");
          payload.add(why);
        }
      }
    }
  }

  private static KeyValues facts(AgentEvent span) {
    Usage usage = span.usage();
    KeyValues facts =
        new KeyValues()
            .fact("Started", BrowserZone.moments().second(Instant.ofEpochMilli(span.startMillis())))
            .fact("Duration", duration(span))
            .fact("Agent", span.source().agentName())
            .fact("Version", span.source().agentVersion())
            .fact("Operation", span.operation())
            .fact("Model", model(span))
            .fact("Time to first token", millis(span.model().ttftNanos()))
            .fact("Input tokens", number(usage.inputTokens()))
            .fact("of which from cache", number(usage.cacheReadTokens()))
            .fact("Output tokens", number(usage.outputTokens()))
            .fact("of which reasoning", number(usage.reasoningTokens()))
            .fact("Cost", usage.costUsd() == null ? "" : Unit.DOLLARS.say(usage.costUsd()))
            .fact("Finished because", String.join(", ", span.model().finishReasons()))
            .fact("Tool", span.tool().name())
            .fact("Call id", span.tool().callId())
            .fact("Data source", span.dataSourceId())
            .fact("HTTP status", span.httpStatus() == 0 ? "" : Integer.toString(span.httpStatus()))
            .fact("Attempts", span.attempts() == 1 ? "" : Integer.toString(span.attempts()))
            .fact("Conversation", span.conversationId());
    String odd = flags(span);
    return facts.fact("Odd about it", odd);
  }

  private static String duration(AgentEvent span) {
    return span.has(EventFlag.END_MISSING)
        ? "unknown: no end was sent"
        : Unit.MILLIS.say(span.durationNanos() / 1e6);
  }

  private static String model(AgentEvent span) {
    String requested = span.model().modelRequested();
    String served = span.model().modelServed();
    String model = span.model().model();
    boolean other = !requested.isEmpty() && !served.isEmpty() && !requested.equals(served);
    String provider = span.model().provider();
    return model
        + (other ? " (asked for " + requested + ")" : "")
        + (model.isEmpty() || provider.isEmpty() ? "" : " · " + provider);
  }

  private static String flags(AgentEvent span) {
    List<String> odd = new ArrayList<>();
    for (EventFlag flag : EventFlag.values()) {
      if (span.has(flag)) {
        odd.add(flag.name().toLowerCase(Locale.ROOT).replace('_', ' '));
      }
    }
    return String.join(", ", odd);
  }

  private static String number(@Nullable Long value) {
    return value == null ? "" : Numbers.count(value);
  }

  private static String millis(@Nullable Long nanos) {
    return nanos == null ? "" : Unit.MILLIS.say(nanos / 1e6);
  }

  private static String words(ContentRole role) {
    return switch (role) {
      case SYSTEM_INSTRUCTIONS -> "System instructions";
      case INPUT_MESSAGES -> "Input";
      case OUTPUT_MESSAGES -> "Output";
      case TOOL_DEFINITIONS -> "Tools offered";
      case TOOL_ARGUMENTS -> "Arguments";
      case TOOL_RESULT -> "Result";
      case DOCUMENTS -> "Documents";
      case QUERY -> "Query";
    };
  }

  private void attributes(String title, Map<String, String> attributes) {
    if (attributes.isEmpty()) {
      return;
    }
    KeyValues list = new KeyValues();
    new TreeMap<>(attributes).forEach(list::fact);
    NativeDetails details = new NativeDetails(title + " (" + attributes.size() + ")", list);
    details.addClassName("lw-details");
    add(details);
  }

  private static Span opinion(String words) {
    Span opinion = new Span("Second opinion, " + words);
    opinion.addClassNames("lw-muted", "lw-small", "lw-opinion");
    opinion.setTitle("By a model on this machine; outcomes and findings do not depend on it.");
    return opinion;
  }
}
