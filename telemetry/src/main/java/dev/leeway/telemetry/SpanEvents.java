package dev.leeway.telemetry;

import static dev.leeway.telemetry.wire.WireCursor.BYTES;
import static dev.leeway.telemetry.wire.WireCursor.FIXED64;

import dev.leeway.telemetry.content.IndexedContent;
import dev.leeway.telemetry.content.MessageEvents;
import dev.leeway.telemetry.convention.CompiledConventions;
import dev.leeway.telemetry.convention.KeyTable;
import dev.leeway.telemetry.wire.LenientText;
import dev.leeway.telemetry.wire.WireCursor;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a span say about its call: exceptions, tries, first chunks, messages and
 * documents. Attributes of an event that are the call's go to the span's own. Used again for the
 * next span; not thread-safe.
 */
final class SpanEvents {
  private static final int EVENTS_MAX = 1_024;
  private static final int ATTRIBUTES_MAX = 64;
  private static final int NAME_BYTES_MAX = 256;

  private final CompiledConventions conventions;
  private final AttributeFrame ofSpan;
  private final RawAttributes ofEvent;
  private final WireCursor cursor = new WireCursor();

  private byte[] bytes = new byte[0];
  private int count;
  private boolean hasException;
  private int attempts;
  private long firstChunkNanos;
  private long choiceNanos;
  private @Nullable MessageEvents messages;
  private @Nullable IndexedContent documents;
  private boolean truncated;
  private boolean repaired;

  /**
   * A reader of events.
   *
   * @param ofSpan takes what events say of the span itself
   */
  SpanEvents(
      KeyTable keys, CompiledConventions conventions, SpanLimits limits, AttributeFrame ofSpan) {
    this.conventions = conventions;
    this.ofSpan = ofSpan;
    this.ofEvent = new RawAttributes(keys, limits.contentBytesMax());
  }

  void clear(byte[] request) {
    bytes = request;
    count = 0;
    hasException = false;
    attempts = 0;
    firstChunkNanos = 0;
    choiceNanos = 0;
    messages = null;
    documents = null;
    truncated = false;
    repaired = false;
  }

  /** Reads one. */
  void add(int from, int to) {
    if (count++ >= EVENTS_MAX) {
      truncated = true;
      return;
    }
    long time = 0;
    String event = "";
    cursor.over(bytes, from, to);
    while (cursor.next()) {
      if (cursor.is(1, FIXED64)) {
        time = cursor.value();
      } else if (cursor.is(2, BYTES)) {
        int end = Math.min(cursor.end(), cursor.start() + NAME_BYTES_MAX);
        event = LenientText.of(bytes, cursor.start(), end);
      }
    }
    conventions.signsOfEvent(event).forEach(ofSpan::sign);
    if (event.equals("exception")) {
      hasException = true;
      addToSpan(from, to);
    } else if (event.equals("gen_ai.client.inference.operation.details")
        || event.equals("tool.output")) {
      addToSpan(from, to);
    } else if (MessageEvents.isOne(event)) {
      addMessage(event, from, to);
      choiceNanos = event.equals("gen_ai.choice") && choiceNanos == 0 ? time : choiceNanos;
    } else if (isDocument(event)) {
      addDocument(from, to);
    } else if (event.equals("gen_ai.request.attempt")) {
      attempts++;
    } else if (isFirstChunk(event) && firstChunkNanos == 0) {
      firstChunkNanos = time;
    }
  }

  /** What libraries call the moment of the first token; OpenInference and the AI SDK have one. */
  private static boolean isFirstChunk(String event) {
    return event.equals("ai.stream.firstChunk") || event.equals("First Token Stream Event");
  }

  /** OpenLLMetry's events of vector databases, one for each document that was found. */
  private static boolean isDocument(String event) {
    return event.equals("db.query.result") || event.equals("db.search.result");
  }

  private void addToSpan(int from, int to) {
    addAttributes(ofSpan.all(), from, to);
  }

  private void addAttributes(RawAttributes into, int from, int to) {
    cursor.over(bytes, from, to);
    for (int added = 0; cursor.next() && added < ATTRIBUTES_MAX; ) {
      if (cursor.is(3, BYTES)) {
        into.add(cursor.start(), cursor.end(), true);
        added++;
      }
    }
  }

  private void addMessage(String event, int from, int to) {
    if (messages == null) {
      messages = new MessageEvents();
    }
    messages.add(event, bodyOf(from, to));
  }

  private void addDocument(int from, int to) {
    if (documents == null) {
      documents = new IndexedContent();
    }
    int index = count;
    IndexedContent list = documents;
    bodyOf(from, to).forEach((name, value) -> list.add(index, name, -1, value));
  }

  private Map<String, String> bodyOf(int from, int to) {
    ofEvent.clear(bytes);
    addAttributes(ofEvent, from, to);
    Map<String, String> body = new HashMap<>();
    for (int at = 0; at < ofEvent.size(); at++) {
      body.put(ofEvent.key(at).name(), ofEvent.wholeText(at));
    }
    repaired |= ofEvent.repaired();
    truncated |= ofEvent.truncated();
    return body;
  }

  /** Gives a log record's event the messages of other records. */
  void speak(MessageEvents spoken) {
    messages = spoken;
  }

  boolean hasException() {
    return hasException;
  }

  /** How many tries an event each tells of; zero where none does. */
  int attempts() {
    return attempts;
  }

  /** When the first chunk came, zero when no event says. */
  long firstChunkNanos() {
    return firstChunkNanos;
  }

  /** When the first choice came, zero when no event says. */
  long choiceNanos() {
    return choiceNanos;
  }

  /** What a search found, where each document has an event. */
  @Nullable IndexedContent documents() {
    return documents;
  }

  @Nullable MessageEvents messages() {
    return messages;
  }

  boolean truncated() {
    return truncated;
  }

  boolean repaired() {
    return repaired;
  }
}
