package dev.leeway.signals.rules;

import dev.leeway.signals.catalogue.Detection;
import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What judges signals and verdicts, by the words that documents and pages use. */
public final class Judges {
  /** Judged once an owner promises something of it in {@code rules.yaml}. */
  public static final String OBJECTIVE = "objective";

  private Judges() {}

  /** What judges a signal without being asked, then {@link #OBJECTIVE} where one can be set. */
  public static List<String> of(Signal signal) {
    Stream<String> asked =
        Promisable.names().contains(signal.name()) ? Stream.of(OBJECTIVE) : Stream.of();
    return Stream.concat(words(signal.detections()), asked).toList();
  }

  public static List<String> of(Verdict verdict) {
    return words(verdict.kinds()).toList();
  }

  private static Stream<String> words(Set<Detection> detections) {
    return detections.stream().sorted().map(detection -> detection.name().toLowerCase(Locale.ROOT));
  }
}
