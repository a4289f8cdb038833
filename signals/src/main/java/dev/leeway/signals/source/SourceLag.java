package dev.leeway.signals.source;

import org.jspecify.annotations.Nullable;

/**
 * How far a reader of the source is behind, where that is measured instead of told as times.
 *
 * @param consumer who is behind, a consumer group for one; empty for everybody
 */
public record SourceLag(@Nullable Double seconds, @Nullable Double records, String consumer) {
  public static final SourceLag NONE = new SourceLag(null, null, "");
}
