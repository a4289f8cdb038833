package dev.leeway.streamjobs.store;

import dev.leeway.signals.window.WindowPartial;
import java.util.function.Consumer;

/** Gives none. */
record NoWindows() implements StoredWindows {

  @Override
  public void hours(
      String tenantId, long fromMillis, long toMillis, Consumer<WindowPartial> each) {}

  @Override
  public void close() {}
}
