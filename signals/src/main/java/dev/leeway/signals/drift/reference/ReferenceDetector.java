package dev.leeway.signals.drift.reference;

/** Watches a stream of numbers and says at which of them it takes the stream to have changed. */
public interface ReferenceDetector {

  /**
   * Takes the next number in. After an alarm the detector starts anew with the number that follows.
   *
   * @param value finite; detectors of rates expect 0 or 1
   * @return whether this number raised the alarm
   */
  boolean step(double value);
}
