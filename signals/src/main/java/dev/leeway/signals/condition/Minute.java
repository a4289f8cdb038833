package dev.leeway.signals.condition;

import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Slice;
import java.util.List;
import java.util.Optional;

/**
 * One minute of one agent that is over: the wanted windows that have values.
 *
 * @param agent the agent as a whole
 */
public record Minute(Slice agent, long startMillis, List<MergedWindow> windows) {
  public static final long MILLIS = 60_000;

  public Minute {
    windows = List.copyOf(windows);
  }

  public long endMillis() {
    return startMillis + MILLIS;
  }

  /** The windows of one signal in one dimension; the empty one for the whole agent. */
  public List<MergedWindow> of(String signal, String dimension) {
    return windows.stream()
        .filter(window -> window.signal().equals(signal))
        .filter(window -> window.slice().dimension().equals(dimension))
        .toList();
  }

  /** The window of one signal of one slice. */
  public Optional<MergedWindow> of(String signal, Slice slice) {
    return windows.stream()
        .filter(window -> window.signal().equals(signal) && window.slice().equals(slice))
        .findFirst();
  }
}
