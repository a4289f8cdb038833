package dev.leeway.simulator.load;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * An encoded batch of spans whose ids and times are written anew for each sending, so that no body
 * is sent twice and none is encoded twice. Thread-safe.
 */
public final class BodyTemplate {
  /**
   * What one span's encoding holds in place of ids and times: random bytes, to be found again.
   *
   * @param parentId of an earlier span of the same trace; empty for a root
   * @param end empty where the format has a duration instead
   */
  public record Marks(
      ByteString traceId,
      ByteString spanId,
      ByteString parentId,
      long start,
      OptionalLong end,
      long durationNanos) {}

  private static final int ABSENT = -1;

  /** Where one span's ids and times stand; of the parent also which span it is. */
  private record Places(
      int trace, int traceId, int spanId, int parentId, int parent, int start, int end) {}

  private final byte[] template;
  private final long[] durationNanos;
  private final List<Places> places;
  private final TimeUnit unit;
  private final int traces;

  private BodyTemplate(
      byte[] template, long[] durationNanos, List<Places> places, TimeUnit unit, int traces) {
    this.template = template;
    this.durationNanos = durationNanos;
    this.places = List.copyOf(places);
    this.unit = unit;
    this.traces = traces;
  }

  /**
   * Finds the marks in the encoding.
   *
   * @param spans in the order of the encoding, those of a trace together; a span's trace id comes
   *     first in it
   * @param unit of the times, which are eight bytes, the least one first
   */
  public static BodyTemplate of(byte[] encoding, List<Marks> spans, TimeUnit unit) {
    List<Places> places = new ArrayList<>();
    ByteString traceId = ByteString.EMPTY;
    int trace = ABSENT;
    int from = 0;
    for (Marks span : spans) {
      if (!traceId.equals(span.traceId())) {
        traceId = span.traceId();
        trace++;
      }
      int at = find(encoding, traceId, from);
      boolean root = span.parentId().isEmpty();
      places.add(
          new Places(
              trace,
              at,
              find(encoding, span.spanId(), at),
              root ? ABSENT : find(encoding, span.parentId(), at),
              root ? ABSENT : indexOf(span.parentId(), spans),
              find(encoding, littleEndian(span.start()), at),
              span.end().isEmpty()
                  ? ABSENT
                  : find(encoding, littleEndian(span.end().getAsLong()), at)));
      from = at + traceId.size();
    }
    long[] durations = spans.stream().mapToLong(Marks::durationNanos).toArray();
    return new BodyTemplate(encoding.clone(), durations, places, unit, trace + 1);
  }

  private static int indexOf(ByteString spanId, List<Marks> spans) {
    for (int i = 0; i < spans.size(); i++) {
      if (spans.get(i).spanId().equals(spanId)) {
        return i;
      }
    }
    throw new IllegalArgumentException("a parent that is none of the spans");
  }

  private static ByteString littleEndian(long value) {
    return ByteString.copyFrom(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
  }

  private static int find(byte[] in, ByteString mark, int from) {
    byte[] what = mark.toByteArray();
    for (int at = from; at <= in.length - what.length; at++) {
      if (Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
        return at;
      }
    }
    throw new IllegalArgumentException("the encoding does not hold what was put into it");
  }

  public int bytes() {
    return template.length;
  }

  /**
   * A body to send, in which all spans end at the time given.
   *
   * @param serial no two bodies of one load have the same; ids are made of it
   */
  public byte[] at(long serial, long epochNanos) {
    byte[] body = template.clone();
    ByteBuffer bigEndian = ByteBuffer.wrap(body);
    ByteBuffer littleEndian = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < places.size(); i++) {
      Places place = places.get(i);
      long trace = serial * traces + place.trace + 1;
      bigEndian.putLong(place.traceId, mix(trace)).putLong(place.traceId + 8, trace);
      bigEndian.putLong(place.spanId, spanId(serial, i));
      if (place.parentId != ABSENT) {
        bigEndian.putLong(place.parentId, spanId(serial, place.parent));
      }
      littleEndian.putLong(
          place.start, unit.convert(epochNanos - durationNanos[i], TimeUnit.NANOSECONDS));
      if (place.end != ABSENT) {
        littleEndian.putLong(place.end, unit.convert(epochNanos, TimeUnit.NANOSECONDS));
      }
    }
    return body;
  }

  /** Of the first trace in the body with that serial, in hexadecimal digits. */
  public String traceId(long serial) {
    long trace = serial * traces + 1;
    return HexFormat.of().toHexDigits(mix(trace)) + HexFormat.of().toHexDigits(trace);
  }

  private long spanId(long serial, int span) {
    return mix(serial * places.size() + span + 1) | 1;
  }

  /** Stafford's variant 13 of the 64-bit finalizer of MurmurHash3: a bijection, so ids differ. */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
