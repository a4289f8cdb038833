package dev.leeway.signals.source.watch;

import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.source.SourcePromise;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one source: what was promised of it, and what of it is watched.
 *
 * @param severity of its findings; null where the detector's own holds
 */
public record SourceTerms(
    SourcePromise promise,
    boolean freshness,
    boolean volume,
    boolean nulls,
    @Nullable Severity severity)
    implements Serializable {
  public static final SourceTerms DEFAULTS =
      new SourceTerms(SourcePromise.NONE, true, true, true, null);

  /** The terms of each source. */
  @FunctionalInterface
  public interface Book extends Serializable {
    /** Those of a source in an environment, which is empty where nobody names one. */
    SourceTerms of(String environment, String sourceId);
  }
}
