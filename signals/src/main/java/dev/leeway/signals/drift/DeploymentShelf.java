package dev.leeway.signals.drift;

import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;

/** Keeps the agents' books of deployments, and shows them which versions partials name. */
final class DeploymentShelf {
  /** Every run has one, so its windows count the runs of a version. */
  static final String COUNTED = "run.outcome";

  private static final int MINUTE_SECONDS = 60;

  private final MonitorStore store;
  private final MonitorOutput output;

  DeploymentShelf(MonitorStore store, MonitorOutput output) {
    this.store = store;
    this.output = output;
  }

  DeploymentBook of(Slice slice) {
    byte[] bytes = store.get(keyOf(slice));
    return bytes == null ? new DeploymentBook() : DeploymentBook.decode(bytes);
  }

  void saw(WindowPartial partial) {
    Slice slice = partial.slice();
    boolean version = slice.dimension().equals(Dimensions.VERSION);
    if (!partial.signal().equals(COUNTED) || !(version || slice.wholeAgent())) {
      return;
    }
    DeploymentBook book = of(slice);
    boolean changed;
    if (version) {
      DeploymentBook.Sight sight =
          book.saw(slice.value(), partial.windowStartMillis(), partial.count());
      changed = sight.changed();
      // A stored hour was told of when its minutes came, and with their time.
      sight
          .noticed()
          .filter(noticed -> partial.windowSeconds() == MINUTE_SECONDS)
          .ifPresent(noticed ->
              output.deployed(
                  new SeenDeployment(whole(slice), noticed.version(), noticed.atMillis())));
    } else {
      changed = book.sawAgent(partial.windowStartMillis(), partial.count());
    }
    if (changed) {
      store.put(keyOf(slice), book.encode());
    }
  }

  void mark(Slice slice, String version, long atMillis) {
    DeploymentBook book = of(slice);
    book.mark(version, atMillis);
    store.put(keyOf(slice), book.encode());
  }

  void unmark(Slice slice, String version, long atMillis) {
    DeploymentBook book = of(slice);
    book.unmark(version, atMillis);
    store.put(keyOf(slice), book.encode());
  }

  private static Slice whole(Slice slice) {
    return Slice.ofAgent(slice.tenantId(), slice.environment(), slice.agent());
  }

  private static String keyOf(Slice slice) {
    return String.join("\0", "v", slice.environment(), slice.agent());
  }
}
