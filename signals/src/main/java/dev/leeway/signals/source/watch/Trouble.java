package dev.leeway.signals.source.watch;

import dev.leeway.signals.finding.Severity;
import java.util.Map;

/**
 * Something that is wrong with a source at one moment.
 *
 * @param signal by which it shows
 * @param sinceMillis when it began
 * @param effect how far, in the measure of its kind: 1 is where it begins
 * @param words what an engineer on call reads, without the source's name
 */
record Trouble(
    String signal,
    long sinceMillis,
    Severity severity,
    double effect,
    String words,
    Map<String, Double> evidence) {
  Trouble {
    evidence = Map.copyOf(evidence);
  }
}
