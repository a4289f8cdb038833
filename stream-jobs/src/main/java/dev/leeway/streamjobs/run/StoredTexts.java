package dev.leeway.streamjobs.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.grounding.TraceGrounding;
import dev.leeway.signals.run.GroundingSource;
import dev.leeway.signals.run.KeptGrounding;
import dev.leeway.signals.run.ReadGrounding;
import dev.leeway.storage.row.RunRow;
import dev.leeway.streamjobs.store.StoredTraces;
import dev.leeway.streamjobs.text.SpanTexts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the texts of a stored trace again, the same way as where they came in. When one of them is
 * gone, or they are too many, nothing is judged anew: with half of the evidence true answers would
 * look invented. Not thread-safe.
 */
final class StoredTexts {
  private static final int TEXTS_PER_QUESTION = 200;
  private static final long BYTES_PER_QUESTION = 4L << 20;

  /** Of all texts of one trace. */
  private static final long BYTES_MAX = 64L << 20;

  private final StoredTraces stored;
  private final RunCounters counters;
  private final SpanTexts reader;

  StoredTexts(StoredTraces stored, RunCounters counters) {
    this.stored = stored;
    this.counters = counters;
    this.reader = counters.texts();
  }

  /**
   * What the trace's runs are judged by.
   *
   * @param events all of the trace
   * @param rows of its runs, whose values are kept where texts are gone
   */
  GroundingSource of(String tenantId, List<AgentEvent> events, List<RunRow> rows)
      throws InterruptedException {
    long bytes = events.stream().mapToLong(StoredTexts::bytesOf).sum();
    TraceGrounding trace = TraceGrounding.ofStoredTrace();
    boolean whole = bytes <= BYTES_MAX;
    for (List<AgentEvent> some : batches(events)) {
      whole = whole && read(tenantId, some, trace);
    }
    if (!whole) {
      counters.textsGone();
      return KeptGrounding.of(rows.stream().map(RunRow::run).toList());
    }
    return new ReadGrounding(trace);
  }

  /** Whether all texts of these spans were there. */
  private boolean read(String tenantId, List<AgentEvent> events, TraceGrounding trace)
      throws InterruptedException {
    Map<String, String> texts = stored.texts(tenantId, hashesOf(events));
    for (AgentEvent event : events) {
      List<Content> contents = new ArrayList<>(event.contents().size());
      for (ContentRef ref : event.contents()) {
        String text = texts.get(ref.hash());
        if (text == null) {
          return false;
        }
        contents.add(new Content(ref, text));
      }
      trace.add(TraceGrounding.placeOf(event), reader.grounding(event, contents));
    }
    return true;
  }

  /** Spans with texts, together until they have as many as one question takes. */
  private static List<List<AgentEvent>> batches(List<AgentEvent> events) {
    List<List<AgentEvent>> batches = new ArrayList<>();
    List<AgentEvent> batch = new ArrayList<>();
    int texts = 0;
    long bytes = 0;
    for (AgentEvent event : events) {
      if (!event.contents().isEmpty()) {
        batch.add(event);
        texts += event.contents().size();
        bytes += bytesOf(event);
      }
      if (texts >= TEXTS_PER_QUESTION || bytes >= BYTES_PER_QUESTION) {
        batches.add(List.copyOf(batch));
        batch.clear();
        texts = 0;
        bytes = 0;
      }
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  private static long bytesOf(AgentEvent event) {
    return event.contents().stream().mapToLong(ContentRef::sizeBytes).sum();
  }

  private static Set<String> hashesOf(List<AgentEvent> events) {
    Set<String> hashes = new HashSet<>();
    events.forEach(event -> event.contents().forEach(ref -> hashes.add(ref.hash())));
    return hashes;
  }
}
