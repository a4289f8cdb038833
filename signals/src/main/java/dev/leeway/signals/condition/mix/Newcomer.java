package dev.leeway.signals.condition.mix;

import java.util.List;

/**
 * Categories that were rare and come often.
 *
 * @param category the most frequent of them
 * @param categories how many there are
 * @param usual what was most frequent before
 * @param usualShare of what was learned
 * @param count how many of {@code of} recent ones are new
 * @param learned how many were learned
 * @param sinceMillis start of the first minute in which one came
 * @param versions the agent's versions that it came from, where they are told apart
 * @param versionsInAll how many versions were seen in that minute
 */
public record Newcomer(
    String category,
    int categories,
    String usual,
    double usualShare,
    long count,
    long of,
    long learned,
    long sinceMillis,
    List<String> versions,
    int versionsInAll) {
  public Newcomer {
    versions = List.copyOf(versions);
  }

  double share() {
    return (double) count / of;
  }
}
