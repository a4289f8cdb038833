package dev.leeway.signals.source;

import org.jspecify.annotations.Nullable;

/**
 * How much an update brought.
 *
 * @param nullShare of all values in the columns that were measured, 0 to 1
 */
public record SourceVolume(@Nullable Long rows, @Nullable Long bytes, @Nullable Double nullShare) {
  public static final SourceVolume NONE = new SourceVolume(null, null, null);

  public SourceVolume {
    if (rows != null && rows < 0) {
      throw new IllegalArgumentException("rows must be >= 0: " + rows);
    }
    if (bytes != null && bytes < 0) {
      throw new IllegalArgumentException("bytes must be >= 0: " + bytes);
    }
    if (nullShare != null && !(nullShare >= 0 && nullShare <= 1)) {
      throw new IllegalArgumentException("null share must be 0 to 1: " + nullShare);
    }
  }
}
