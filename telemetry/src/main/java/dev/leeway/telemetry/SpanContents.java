package dev.leeway.telemetry;

import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.ToolCall;
import dev.leeway.telemetry.content.CanonicalJson;
import dev.leeway.telemetry.content.IndexedContent;
import dev.leeway.telemetry.content.MessageEvents;
import dev.leeway.telemetry.content.Messages;
import dev.leeway.telemetry.content.Payloads;
import dev.leeway.telemetry.content.Sha256;
import dev.leeway.telemetry.content.ToolJson;
import dev.leeway.telemetry.convention.Field;
import dev.leeway.telemetry.convention.IndexedPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the payload out of a span: messages, tool arguments and results, documents. Used again for
 * the next span; not thread-safe.
 */
final class SpanContents {
  private final Payloads payloads;
  private final Sha256 sha256 = new Sha256();
  private ToolCall tool = ToolCall.NONE;
  private String finishReasons = "";

  SpanContents(Payloads payloads) {
    this.payloads = payloads;
  }

  void collect(SpanScan span, EventKind kind) {
    payloads.clear();
    tool = ToolCall.NONE;
    finishReasons = "";
    AttributeFrame attributes = span.attributes();
    if (kind == EventKind.TOOL) {
      collectTool(span);
    }
    if (kind == EventKind.RETRIEVAL || kind == EventKind.RERANK) {
      add(ContentRole.QUERY, textOf(attributes, Field.QUERY, Field.INPUT_VALUE));
      collectDocuments(span);
    }
    if (attributes.has(Field.SYSTEM_INSTRUCTIONS)) {
      String text = attributes.wholeText(Field.SYSTEM_INSTRUCTIONS);
      add(ContentRole.SYSTEM_INSTRUCTIONS, Messages.instructions(text));
    }
    collectDefinitions(attributes);
    if (kind != EventKind.TOOL) {
      boolean searches = kind == EventKind.RETRIEVAL || kind == EventKind.RERANK;
      collectInput(span, searches);
      collectOutput(span, searches, kind == EventKind.LLM);
    }
  }

  ToolCall tool() {
    return tool;
  }

  /** What the output messages say themselves; empty when nothing. */
  String finishReasons() {
    return finishReasons;
  }

  List<ContentRef> refs() {
    return payloads.refs();
  }

  List<Content> contents() {
    return payloads.contents();
  }

  boolean truncated() {
    return payloads.truncated();
  }

  private void collectTool(SpanScan span) {
    AttributeFrame attributes = span.attributes();
    String name = Names.ofTool(span);
    String arguments = textOf(attributes, Field.TOOL_ARGUMENTS, Field.INPUT_VALUE);
    String result = ToolJson.result(textOf(attributes, Field.TOOL_RESULT, Field.OUTPUT_VALUE));
    MessageEvents events = span.events().messages();
    if (events != null) {
      arguments = arguments.isEmpty() ? events.toolArguments() : arguments;
      result = result.isEmpty() ? events.toolResult() : result;
    }
    long argumentsHash =
        arguments.isEmpty() ? 0 : sha256.hash64(name + CanonicalJson.of(arguments));
    long resultHash = result.isEmpty() ? 0 : sha256.hash64(CanonicalJson.of(result));
    tool = new ToolCall(name, attributes.text(Field.TOOL_CALL_ID), argumentsHash, resultHash);
    add(ContentRole.TOOL_ARGUMENTS, arguments);
    add(ContentRole.TOOL_RESULT, result);
  }

  private void collectDocuments(SpanScan span) {
    AttributeFrame attributes = span.attributes();
    IndexedContent list = listOf(attributes, Field.DOCUMENTS);
    list = list == null ? span.events().documents() : list;
    if (list != null) {
      add(ContentRole.DOCUMENTS, list.objects());
    } else {
      add(ContentRole.DOCUMENTS, textOf(attributes, Field.DOCUMENTS, Field.OUTPUT_VALUE));
    }
  }

  private void collectDefinitions(AttributeFrame attributes) {
    IndexedContent list = listOf(attributes, Field.TOOL_DEFINITIONS);
    if (list != null) {
      add(ContentRole.TOOL_DEFINITIONS, list.objects());
    } else if (attributes.has(Field.TOOL_DEFINITIONS)) {
      String text = attributes.wholeText(Field.TOOL_DEFINITIONS);
      add(ContentRole.TOOL_DEFINITIONS, ToolJson.definitions(text));
    }
  }

  private void collectInput(SpanScan span, boolean searches) {
    String text = messagesOf(span, Field.INPUT_MESSAGES, Field.INPUT_VALUE, "user", searches);
    add(ContentRole.INPUT_MESSAGES, text);
  }

  private void collectOutput(SpanScan span, boolean searches, boolean callsModel) {
    String text =
        messagesOf(span, Field.OUTPUT_MESSAGES, Field.OUTPUT_VALUE, "assistant", searches);
    finishReasons = Messages.finishReasons(text);
    if (finishReasons.isEmpty() && callsModel && !span.attributes().has(Field.FINISH_REASONS)) {
      finishReasons = RawAnswer.finishReasonOf(span.attributes().wholeText(Field.OUTPUT_VALUE));
    }
    add(ContentRole.OUTPUT_MESSAGES, text);
  }

  private String messagesOf(
      SpanScan span, Field field, Field plain, String role, boolean searches) {
    AttributeFrame attributes = span.attributes();
    boolean input = field == Field.INPUT_MESSAGES;
    MessageEvents events = eventsOf(span);
    // The order of conventions.md 2.3: messages of the current kind, events, lists, older keys.
    if (attributes.hasPlain(field) && !attributes.isLate(field)) {
      return Messages.normalise(attributes.wholeText(field), role);
    }
    if (events != null && (input ? events.hasInput() : events.hasOutput())) {
      return input ? events.input() : events.output();
    }
    IndexedContent list = listOf(attributes, field);
    if (list != null) {
      return list.messages(role);
    }
    if (!input && (attributes.has(Field.OUTPUT_TEXT) || attributes.has(Field.OUTPUT_TOOL_CALLS))) {
      return Messages.assistant(
          attributes.wholeText(Field.OUTPUT_TEXT), attributes.wholeText(Field.OUTPUT_TOOL_CALLS));
    }
    if (attributes.has(field)) {
      return Messages.normalise(attributes.wholeText(field), role);
    }
    return attributes.has(plain) && !searches
        ? Messages.normalise(attributes.wholeText(plain), role)
        : "";
  }

  private static @Nullable MessageEvents eventsOf(SpanScan span) {
    if (span.events().messages() != null || !span.attributes().has(Field.MESSAGE_EVENTS)) {
      return span.events().messages();
    }
    MessageEvents events = new MessageEvents();
    events.addAll(span.attributes().wholeText(Field.MESSAGE_EVENTS));
    return events;
  }

  private static @Nullable IndexedContent listOf(AttributeFrame attributes, Field field) {
    int list = attributes.listOf(field);
    if (list < 0) {
      return null;
    }
    IndexedContent content = new IndexedContent();
    RawAttributes all = attributes.all();
    for (int at = 0; at < all.size(); at++) {
      IndexedPath path = all.key(at).meaning().path();
      if (path != null && path.list() == list) {
        content.add(path.index(), path.name(), path.subIndex(), all.wholeText(at));
      }
    }
    return content;
  }

  private static String textOf(AttributeFrame attributes, Field field, Field plain) {
    boolean better = attributes.has(field) && !attributes.isLate(field);
    return better || !attributes.has(plain)
        ? attributes.wholeText(field)
        : attributes.wholeText(plain);
  }

  private void add(ContentRole role, String text) {
    if (!text.isEmpty()) {
      payloads.add(role, text);
    }
  }
}
