package dev.leeway.signals.run;

import dev.leeway.signals.window.Dimensions;
import java.util.OptionalDouble;

/**
 * A number or category that a run's spans say about the run, kept in {@link Run#signals} or {@link
 * Run#categories} under its name.
 */
public interface RunValue {
  String name();

  /** Empty where the spans don't say it, which is not the same as zero. */
  OptionalDouble of(RunSpans run);

  /** The answer of a categorical signal, kept in {@link Run#categories}; empty for none. */
  default String categoryOf(RunSpans run) {
    return "";
  }

  /** The same as it is kept: one line, unless the value bounds its own. */
  default String keptCategoryOf(RunSpans run) {
    return Dimensions.shortened(categoryOf(run));
  }
}
