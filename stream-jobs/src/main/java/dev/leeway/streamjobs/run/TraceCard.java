package dev.leeway.streamjobs.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import dev.leeway.signals.run.RunLimits;
import dev.leeway.streamjobs.edge.Standing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of a trace besides its spans: when it began, whose clock closes it, what was
 * written of it. Travels as versioned bytes. Not thread-safe.
 */
final class TraceCard {
  /** Span ids are remembered for so long after the last one came, and after it ended. */
  static final long REMEMBERED_MILLIS = 120_000;

  /** How far into the future a span's end is believed, for remembering it. */
  static final long AHEAD_MILLIS_MAX = 3_600_000;

  /** A trace whose first start is so much older than its birth may have been forgotten once. */
  static final long CERTAIN_MILLIS = 90_000;

  private static final int VERSION = 1;
  private static final int HEAD_ENDED = 1;
  private static final int ALONE = 1 << 1;
  private static final int STORED_BEFORE = 1 << 2;
  private static final int SPANLESS = 1 << 3;
  private static final int NOBODY = -1;
  private static final int RANK_RUN = 2;
  private static final int RANK_ROOT = 1;

  private TracePhase phase = TracePhase.OPEN;
  private String environment = "";
  private String agent = "";
  private int leadRank = NOBODY;
  private long leadStartMillis;
  private long firstStartMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;
  private boolean headEnded;
  private boolean spanless;
  private long bornMillis;
  private long touchedMillis;
  private long keepUntilMillis;
  private int spans;
  private boolean alone;
  private boolean storedBefore;
  private int openRowSpans;
  private List<EmittedRun> emitted = List.of();
  private long[] closedIds = new long[0];

  private TraceCard() {}

  /**
   * Of a trace of which nothing is remembered.
   *
   * @param bornMillis append time of its first span
   */
  static TraceCard born(long bornMillis, Standing standing) {
    TraceCard card = new TraceCard();
    card.bornMillis = bornMillis;
    card.alone = standing == Standing.TRACE_UNSEEN;
    card.storedBefore = standing == Standing.TRACE_STORED || standing == Standing.STORED;
    return card;
  }

  /** A span came that was not there, or a supplement. */
  void arrived(AgentEvent event, long nowMillis) {
    boolean supplement = event.has(EventFlag.SUPPLEMENT);
    if (supplement) {
      spanless |= spans == 0;
    } else if (spanless) {
      spanless = false;
      leadRank = NOBODY;
    }
    spans++;
    if (!supplement || leadRank == NOBODY) {
      lead(event);
    }
    if (event.entersWindows()) {
      firstStartMillis = Math.min(firstStartMillis, event.startMillis());
    }
    lastMillis = Math.max(lastMillis, event.clockMillis());
    headEnded |= rankOf(event) > 0 && !event.has(EventFlag.END_MISSING);
    touchedMillis = nowMillis;
    keepUntil(event.appendMillis(), event.endMillis());
    if (phase == TracePhase.CLOSED) {
      phase = TracePhase.DIRTY;
    }
  }

  /** More of it is stored than is remembered, or should be looked after. */
  void soiled(AgentEvent event, long nowMillis) {
    lead(event);
    lastMillis = Math.max(lastMillis, event.clockMillis());
    keepUntil(event.appendMillis(), event.endMillis());
    soiled(nowMillis);
  }

  void soiled(long nowMillis) {
    phase = TracePhase.DIRTY;
    touchedMillis = nowMillis;
  }

  /** Its spans are to be read from storage when it is over. */
  void spilled() {
    phase = TracePhase.SPILLED;
  }

  /** Whether its runs were not written as over. */
  boolean goesOn() {
    return phase == TracePhase.OPEN || phase == TracePhase.SPILLED;
  }

  /** Rows of its open runs were written. */
  void opened(List<EmittedRun> rows) {
    emitted = List.copyOf(rows);
    openRowSpans = spans;
  }

  /**
   * Its runs were written as they are. Little is kept of it: at any time most traces are closed.
   *
   * @param spanIds that the card is to remember, ascending; none when they are kept elsewhere
   */
  void closed(long nowMillis, long[] spanIds) {
    phase = TracePhase.CLOSED;
    emitted = List.of();
    environment = "";
    agent = "";
    leadRank = NOBODY;
    touchedMillis = nowMillis;
    closedIds = spanIds.clone();
  }

  /** Whether that span was there when the trace was closed, as far as the card itself knows. */
  boolean closedWith(long spanId) {
    return Arrays.binarySearch(closedIds, spanId) >= 0;
  }

  long[] closedIds() {
    return closedIds.clone();
  }

  TracePhase phase() {
    return phase;
  }

  /** Whose clock closes it; empty before the first span. */
  Optional<AgentKey> agent(String tenantId) {
    return leadRank == NOBODY
        ? Optional.empty()
        : Optional.of(new AgentKey(tenantId, environment, agent));
  }

  /** The agent's time from which on it is worth looking whether its runs are over. */
  long dueMillis(RunLimits limits) {
    if (spans > limits.spansMax() && goesOn()) {
      return Long.MIN_VALUE;
    }
    if (headEnded || phase == TracePhase.DIRTY) {
      return lastMillis + limits.quietMillis();
    }
    if (spanless) {
      // Recorded traffic is replayed long after it happened, its spans after its logs.
      long lately = Math.max(lastMillis, keepUntilMillis - REMEMBERED_MILLIS);
      return Math.min(lately + limits.silenceMillis(), bornMillis + limits.lengthMillisMax());
    }
    long silent = lastMillis + limits.silenceMillis();
    return firstStartMillis == Long.MAX_VALUE
        ? silent
        : Math.min(silent, firstStartMillis + limits.lengthMillisMax());
  }

  /** Whether all of its spans are remembered, as far as can be told without asking storage. */
  boolean certainlyWhole() {
    return !storedBefore
        && (alone || (headEnded && firstStartMillis >= bornMillis - CERTAIN_MILLIS));
  }

  /** Whether it waits for nothing but its agent's clock. */
  boolean closableSoon() {
    return headEnded;
  }

  boolean storedBefore() {
    return storedBefore;
  }

  /** Whether a row of its open runs would say something new. */
  boolean grownSinceOpenRow() {
    return spans > openRowSpans;
  }

  List<EmittedRun> emitted() {
    return emitted;
  }

  int spans() {
    return spans;
  }

  /** Least start of its spans that is possible, else where they end. */
  long startedMillis() {
    return firstStartMillis == Long.MAX_VALUE ? lastMillis : firstStartMillis;
  }

  long lastMillis() {
    return lastMillis;
  }

  long touchedMillis() {
    return touchedMillis;
  }

  /** Input time from which on its span ids may be forgotten. */
  long keepUntilMillis() {
    return keepUntilMillis;
  }

  byte[] bytes() {
    StateWriter out = new StateWriter().octet(VERSION).text(phase.name());
    out.text(environment).text(agent).signed(leadRank).signed(leadStartMillis);
    out.signed(firstStartMillis).signed(lastMillis);
    out.octet(
        (headEnded ? HEAD_ENDED : 0)
            | (alone ? ALONE : 0)
            | (storedBefore ? STORED_BEFORE : 0)
            | (spanless ? SPANLESS : 0));
    out.signed(bornMillis).signed(touchedMillis).signed(keepUntilMillis);
    out.count(spans).count(openRowSpans).count(emitted.size());
    for (EmittedRun run : emitted) {
      out.word(run.runId()).count(run.revision()).signed(run.firstAppendMillis());
    }
    out.count(closedIds.length);
    for (long spanId : closedIds) {
      out.word(spanId);
    }
    return out.bytes();
  }

  /** The card that wrote these bytes. */
  static TraceCard of(byte[] bytes) {
    StateReader in = new StateReader("trace card", bytes).version(VERSION);
    TraceCard card = new TraceCard();
    card.phase = TracePhase.valueOf(in.text());
    card.environment = in.text();
    card.agent = in.text();
    card.leadRank = in.integer();
    card.leadStartMillis = in.signed();
    card.firstStartMillis = in.signed();
    card.lastMillis = in.signed();
    int marks = in.octet();
    card.headEnded = (marks & HEAD_ENDED) != 0;
    card.alone = (marks & ALONE) != 0;
    card.storedBefore = (marks & STORED_BEFORE) != 0;
    card.spanless = (marks & SPANLESS) != 0;
    card.bornMillis = in.signed();
    card.touchedMillis = in.signed();
    card.keepUntilMillis = in.signed();
    card.spans = (int) in.count();
    card.openRowSpans = (int) in.count();
    List<EmittedRun> rows = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      rows.add(new EmittedRun(in.word(), in.count(), in.signed()));
    }
    card.emitted = List.copyOf(rows);
    card.closedIds = new long[in.size()];
    for (int i = 0; i < card.closedIds.length; i++) {
      card.closedIds[i] = in.word();
    }
    in.end();
    return card;
  }

  /** The clock is that of the span that a run begins with, else of a root, of equals the first. */
  private void lead(AgentEvent event) {
    int rank = rankOf(event);
    if (rank > leadRank || (rank == leadRank && event.startMillis() < leadStartMillis)) {
      leadRank = rank;
      leadStartMillis = event.startMillis();
      environment = event.source().environment();
      agent = event.source().agentName();
    }
  }

  private void keepUntil(long appendMillis, long endMillis) {
    long believed = Math.min(endMillis, appendMillis + AHEAD_MILLIS_MAX);
    keepUntilMillis =
        Math.max(keepUntilMillis, Math.max(appendMillis, believed) + REMEMBERED_MILLIS);
  }

  private static int rankOf(AgentEvent event) {
    if (event.has(EventFlag.SUPPLEMENT)) {
      return 0;
    }
    if (event.kind().startsRun()) {
      return RANK_RUN;
    }
    return event.isRoot() ? RANK_ROOT : 0;
  }
}
