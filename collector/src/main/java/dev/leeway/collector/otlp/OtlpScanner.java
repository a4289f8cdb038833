package dev.leeway.collector.otlp;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an OTLP request's protobuf bytes once, without making an object of anything: counts spans,
 * log records or data points, checks ids, nesting and temporality, and finds what is no request at
 * all.
 *
 * <p>It keeps its own stack, so no input can overflow the thread's. Text is never decoded: invalid
 * UTF-8 is not this stage's business. One scanner reads one request; not thread-safe.
 */
public final class OtlpScanner {
  /**
   * Values in values: an item with more is refused, as is a request with more outside its items.
   */
  public static final int VALUE_DEPTH_MAX = 32;

  /** A value, its list, its key: three messages a level, below at most eight of envelope. */
  private static final int STACK_MAX = 3 * (VALUE_DEPTH_MAX + 1) + 8;

  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;

  private static final Set<Refusal> IDS = Set.of(Refusal.TRACE_ID, Refusal.SPAN_ID);

  private final byte[] bytes;
  private final Signal signal;
  private final int[] ends = new int[STACK_MAX];
  private final int[] types = new int[STACK_MAX];
  private final Map<Refusal, Integer> refused = new EnumMap<>(Refusal.class);
  private final BitSet refusedItems = new BitSet();
  private final Set<Warning> warnings = EnumSet.noneOf(Warning.class);

  private int at;
  private int depth;
  private int items;
  private int valueDepth;
  // Of the item that is being read.
  private int itemDepth = -1;
  private boolean traceIdGood;
  private boolean spanIdGood;
  // Of the sum or histogram that is being read.
  private int pointsFirst;
  private long temporality;

  private OtlpScanner(Signal signal, byte[] bytes) {
    this.signal = signal;
    this.bytes = bytes;
  }

  /**
   * Reads the whole array, which must not change meanwhile.
   *
   * @param signal that the request is sent as; if it can only be another one's, that is said
   */
  public static Scan scan(Signal signal, byte[] bytes) {
    Scan scan = scanKnown(signal, bytes);
    boolean nothingGood =
        switch (scan) {
          case Scan.Legible legible ->
              legible.items() > 0
                  && legible.good() == 0
                  && IDS.containsAll(legible.refused().keySet());
          case Scan.Illegible illegible -> illegible.refusal() == Refusal.MALFORMED;
        };
    return nothingGood ? asAnother(signal, bytes).orElse(scan) : scan;
  }

  /** Reads a request that is known to be of that signal. */
  public static Scan scanKnown(Signal signal, byte[] bytes) {
    try {
      return new OtlpScanner(signal, bytes).scan();
    } catch (UnreadableRequest e) {
      return new Scan.Illegible(e.refusal(), String.valueOf(e.getMessage()));
    }
  }

  /** What is nothing here may be a good request of another signal. */
  private static Optional<Scan> asAnother(Signal expected, byte[] bytes) {
    for (Signal signal : Signal.values()) {
      if (signal != expected
          && scanKnown(signal, bytes) instanceof Scan.Legible legible
          && legible.good() > 0) {
        return Optional.of(new Scan.Illegible(Refusal.WRONG_SIGNAL, expected.hintAt(signal)));
      }
    }
    return Optional.empty();
  }

  private Scan scan() throws UnreadableRequest {
    ends[0] = bytes.length;
    types[0] = Shape.request(signal);
    while (true) {
      if (at == ends[depth]) {
        if (depth == 0) {
          return new Scan.Legible(items, refused, refusedItems, warnings);
        }
        leave();
      } else {
        field();
      }
    }
  }

  private void field() throws UnreadableRequest {
    int end = ends[depth];
    int tag = tag(end);
    int field = tag >>> 3;
    int wireType = tag & 7;
    int type = types[depth];
    if (type >= Shape.SPAN && type <= Shape.METRIC) {
      checkSignal(type, field, wireType);
    }
    switch (wireType) {
      case Wire.VARINT -> number(type, field, end);
      case Wire.FIXED64 -> skip(Long.BYTES, end);
      case Wire.FIXED32 -> skip(Integer.BYTES, end);
      case Wire.BYTES -> delimited(type, field, length(end));
      default -> throw malformed("wire type " + wireType + " of field " + field);
    }
  }

  private void number(int type, int field, int end) throws UnreadableRequest {
    if (field == Shape.TEMPORALITY && Shape.hasTemporality(type)) {
      temporality = varint(end);
      return;
    }
    if (Shape.isIndex(type, field)) {
      warnings.add(Warning.TEXT_BY_INDEX);
    }
    skipVarint(end);
  }

  private void delimited(int type, int field, int length) throws UnreadableRequest {
    int child = Shape.child(type, field);
    if (child == Shape.SKIP) {
      if (type == Shape.SPAN) {
        checkId(field, length);
      }
      at += length;
      return;
    }
    if (child == Shape.KEY_VALUE && PlainKeyValue.at(bytes, at, at + length)) {
      at += length;
      return;
    }
    if (child == Shape.ANY_VALUE && ++valueDepth > VALUE_DEPTH_MAX) {
      tooDeep();
      return;
    }
    depth++;
    ends[depth] = at + length;
    types[depth] = child;
    if (Shape.isItem(child)) {
      itemDepth = depth;
      traceIdGood = child != Shape.SPAN;
      spanIdGood = child != Shape.SPAN;
    } else if (Shape.hasTemporality(child)) {
      pointsFirst = items;
      temporality = 0;
    }
  }

  private void leave() {
    int type = types[depth];
    if (type == Shape.ANY_VALUE) {
      valueDepth--;
    } else if (depth == itemDepth) {
      if (!traceIdGood) {
        refuse(Refusal.TRACE_ID, items);
      } else if (!spanIdGood) {
        refuse(Refusal.SPAN_ID, items);
      }
      items++;
      itemDepth = -1;
    } else if (Shape.hasTemporality(type)) {
      checkTemporality();
    }
    depth--;
  }

  /** Nobody can say what the points of a sum mean that is neither delta nor cumulative. */
  private void checkTemporality() {
    if (temporality == Shape.DELTA || temporality == Shape.CUMULATIVE) {
      return;
    }
    for (int item = pointsFirst; item < items; item++) {
      if (!refusedItems.get(item)) {
        refuse(Refusal.TEMPORALITY, item);
      }
    }
  }

  /** The last one counts, as in protobuf. */
  private void checkId(int field, int length) {
    if (field == 1) {
      traceIdGood = length == TRACE_ID_BYTES && !zeros(length);
    } else if (field == 2) {
      spanIdGood = length == SPAN_ID_BYTES && !zeros(length);
    }
  }

  private boolean zeros(int length) {
    int any = 0;
    for (int i = at; i < at + length; i++) {
      any |= bytes[i];
    }
    return any == 0;
  }

  /** Leaves the item at its end, without looking at the rest of it. */
  private void tooDeep() throws UnreadableRequest {
    if (itemDepth < 0) {
      throw new UnreadableRequest(
          Refusal.NESTING,
          "attribute values of a resource or scope are nested deeper than " + VALUE_DEPTH_MAX);
    }
    refuse(Refusal.NESTING, items);
    items++;
    at = ends[itemDepth];
    depth = itemDepth - 1;
    itemDepth = -1;
    valueDepth = 0;
  }

  private void refuse(Refusal reason, int item) {
    refused.merge(reason, 1, Integer::sum);
    refusedItems.set(item);
  }

  /** Requests of all signals have the same envelope; their items do not. */
  private void checkSignal(int type, int field, int wireType) throws UnreadableRequest {
    Optional<Signal> other =
        switch (type) {
          case Shape.SPAN -> Foreign.inSpan(field, wireType);
          case Shape.LOG_RECORD -> Foreign.inLogRecord(field, wireType, bytes, at, ends[depth]);
          default -> Foreign.inMetric(field, wireType);
        };
    if (other.isPresent()) {
      throw new UnreadableRequest(Refusal.WRONG_SIGNAL, signal.hintAt(other.get()));
    }
  }

  private int tag(int end) throws UnreadableRequest {
    byte first = bytes[at];
    if (first > 7) {
      at++;
      return first;
    }
    long tag = varint(end);
    if (tag >>> 32 != 0 || tag >>> 3 == 0) {
      throw malformed("field number " + (tag >>> 3));
    }
    return (int) tag;
  }

  private int length(int end) throws UnreadableRequest {
    int start = at;
    long length = varint(end);
    if (length < 0 || length > end - at) {
      throw new UnreadableRequest(
          Refusal.MALFORMED,
          "not an OTLP request: at byte "
              + start
              + " of "
              + bytes.length
              + " a length of "
              + Long.toUnsignedString(length)
              + " where "
              + (end - at)
              + " bytes are left");
    }
    return (int) length;
  }

  private long varint(int end) throws UnreadableRequest {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (at == end) {
        throw malformed("a number without an end");
      }
      byte next = bytes[at++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("a number of more than 64 bits");
  }

  private void skipVarint(int end) throws UnreadableRequest {
    if (at < end && bytes[at] >= 0) {
      at++;
    } else {
      varint(end);
    }
  }

  private void skip(int count, int end) throws UnreadableRequest {
    if (end - at < count) {
      throw malformed("a number without an end");
    }
    at += count;
  }

  private UnreadableRequest malformed(String what) {
    return new UnreadableRequest(
        Refusal.MALFORMED,
        "not an OTLP request: " + what + " before byte " + at + " of " + bytes.length);
  }
}
