package dev.leeway.signals.source;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a source promises; null where nothing is.
 *
 * @param maxAgeSeconds how old the newest data may be, by its event time where that is known
 * @param everySeconds at least so often it is loaded
 */
public record SourcePromise(@Nullable Double maxAgeSeconds, @Nullable Double everySeconds)
    implements Serializable {
  public static final SourcePromise NONE = new SourcePromise(null, null);

  public SourcePromise {
    requirePositive("max age", maxAgeSeconds);
    requirePositive("interval", everySeconds);
  }

  private static void requirePositive(String what, @Nullable Double seconds) {
    if (seconds != null && !(seconds > 0)) {
      throw new IllegalArgumentException("promised %s must be > 0: %s".formatted(what, seconds));
    }
  }
}
