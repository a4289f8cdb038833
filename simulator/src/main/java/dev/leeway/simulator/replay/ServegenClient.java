package dev.leeway.simulator.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One client of a ServeGen recording: its arrival rate per ten-minute window and its length
 * distributions per six-hour window.
 */
public final class ServegenClient {
  /**
   * Arrivals of one window: {@code rate} requests a second with renewal gaps of the given shape.
   */
  public record Arrivals(long startSeconds, double rate, boolean weibull, double shape) {}

  /** Prompt and answer lengths of one window. */
  public record Lengths(EmpiricalLengths input, EmpiricalLengths output) {}

  static final long WINDOW_SECONDS = 600;

  private final String id;
  private final List<Arrivals> arrivals = new ArrayList<>();
  private final NavigableMap<Long, Lengths> lengths = new TreeMap<>();

  ServegenClient(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }

  void add(Arrivals window) {
    arrivals.add(window);
  }

  void add(long startSeconds, Lengths window) {
    lengths.put(startSeconds, window);
  }

  public List<Arrivals> arrivals() {
    return arrivals;
  }

  boolean hasLengths() {
    return !lengths.isEmpty();
  }

  /** The lengths of the window that holds the time, else of the nearest one before or after. */
  public Lengths lengthsAt(long seconds) {
    var entry = lengths.floorEntry(seconds);
    return (entry == null ? lengths.firstEntry() : entry).getValue();
  }

  /** How many requests the client made in all. */
  double requests() {
    return arrivals.stream().mapToDouble(Arrivals::rate).sum() * WINDOW_SECONDS;
  }
}
