package dev.leeway.signals.grounding;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps what was read of a trace's texts, apart by their place in the tree, until it is known which
 * runs the trace has. A function of the set of texts: order and repetition don't matter. Not
 * thread-safe.
 *
 * <p>Of too many places, or too many bytes, it becomes one for the whole trace. That is all there
 * is to know of a trace with one run, which nearly all have; for one with several the texts have to
 * be read again.
 */
public final class TraceGrounding {
  private static final int VERSION = 1;

  /** In the place of all places; no span has this id. */
  private static final long WHOLE = 0;

  private final GroundingLimits limits;
  private final int placesMax;
  private final int bytesMax;
  private final Map<Long, byte[]> parts = new TreeMap<>();

  /**
   * Nothing read yet.
   *
   * @param placesMax from how many places on they are not kept apart
   * @param bytesMax likewise
   */
  public TraceGrounding(GroundingLimits limits, int placesMax, int bytesMax) {
    this.limits = limits;
    this.placesMax = placesMax;
    this.bytesMax = bytesMax;
  }

  /** As keyed state of an open trace holds it: 8 places and 48 KiB apart, else one of 16 KB. */
  public static TraceGrounding ofOpenTrace() {
    return new TraceGrounding(GroundingLimits.ofJob(), 8, 49_152);
  }

  /** For reading a stored trace anew: up to 256 places, 4 MB. */
  public static TraceGrounding ofStoredTrace() {
    return new TraceGrounding(GroundingLimits.ofJob(), 256, Integer.MAX_VALUE);
  }

  /**
   * What all spans have in common that are certainly in one run: the parent, or the span itself
   * where it may be a run of its own.
   */
  public static long placeOf(AgentEvent span) {
    boolean own = span.kind().startsRun() && !span.has(EventFlag.SUPPLEMENT);
    return own || span.parentSpanId() == 0 ? span.spanId() : span.parentSpanId();
  }

  /** Takes in what was read of a span's texts, as {@link RunGrounding#bytes}. */
  public void add(long place, byte[] read) {
    if (read.length == 0) {
      return;
    }
    parts.merge(parts.containsKey(WHOLE) ? WHOLE : place, read, this::merged);
    if (parts.size() > placesMax || size() > bytesMax) {
      byte[] whole = bytesOf(parts.values());
      parts.clear();
      parts.put(WHOLE, whole);
    }
  }

  public boolean isEmpty() {
    return parts.isEmpty();
  }

  /** Whether it is no longer known which text stood where. */
  public boolean wholeOnly() {
    return parts.containsKey(WHOLE);
  }

  /** Where texts were; empty where that is no longer known. */
  public Set<Long> places() {
    return wholeOnly() ? Set.of() : Set.copyOf(parts.keySet());
  }

  /** All that was read; empty where nothing was. */
  public Optional<RunGrounding> whole() {
    return parts.isEmpty() ? Optional.empty() : Optional.of(groundingOf(parts.values()));
  }

  /** What was read at these places. */
  public Optional<RunGrounding> at(Collection<Long> places) {
    var there = places.stream().filter(parts::containsKey).map(parts::get).toList();
    return there.isEmpty() ? Optional.empty() : Optional.of(groundingOf(there));
  }

  /** How many bytes it keeps. */
  public int size() {
    return parts.values().stream().mapToInt(part -> part.length).sum();
  }

  /** Versioned bytes; equal states are equal bytes. */
  public byte[] bytes() {
    StateWriter out = new StateWriter().octet(VERSION).count(parts.size());
    parts.forEach((place, part) -> out.word(place).count(part.length).raw(part));
    return out.bytes();
  }

  /** The state of an open trace that wrote these bytes. */
  public static TraceGrounding of(byte[] bytes) {
    StateReader in = new StateReader("trace grounding", bytes).version(VERSION);
    TraceGrounding trace = ofOpenTrace();
    for (int left = in.size(); left > 0; left--) {
      long place = in.word();
      trace.parts.put(place, in.raw(in.count()));
    }
    in.end();
    return trace;
  }

  private byte[] merged(byte[] one, byte[] other) {
    return Arrays.equals(one, other)
        ? one
        : RunGrounding.of(limits, one).merge(RunGrounding.of(limits, other)).bytes();
  }

  private byte[] bytesOf(Collection<byte[]> several) {
    return groundingOf(several).bytes();
  }

  private RunGrounding groundingOf(Collection<byte[]> several) {
    RunGrounding all = new RunGrounding(limits);
    several.forEach(part -> all.merge(RunGrounding.of(limits, part)));
    return all;
  }
}
