package dev.leeway.signals.run;

import java.util.OptionalDouble;

/** A number that a run's spans say about the run, kept in {@link Run#signals} under its name. */
public interface RunValue {
  String name();

  /** Empty where the spans don't say it, which is not the same as zero. */
  OptionalDouble of(RunSpans run);
}
