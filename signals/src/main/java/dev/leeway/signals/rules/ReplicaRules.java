package dev.leeway.signals.rules;

import dev.leeway.signals.condition.replica.PeerSettings;
import java.time.Duration;

/**
 * When a replica differs from its peers: section {@code replicas}.
 *
 * @param compare whether replicas are compared
 * @param warmUp how long a new one is left alone
 * @param runs of a replica and of its peers within half an hour, below which nothing is said
 * @param falseAlarmsPerYear how many false findings an agent may have in a year
 */
public record ReplicaRules(boolean compare, Duration warmUp, int runs, double falseAlarmsPerYear)
    implements RuleSection {
  public static final Section<ReplicaRules> SECTION =
      Section.of("replicas", defaults(), ReplicaRules::read);

  public static ReplicaRules defaults() {
    PeerSettings usual = PeerSettings.defaults();
    return new ReplicaRules(
        usual.watched(), usual.warmUp(), usual.runsMin(), usual.falseAlarmsPerYear());
  }

  public PeerSettings settings() {
    return new PeerSettings(compare, warmUp, runs, falseAlarmsPerYear);
  }

  static ReplicaRules read(RuleReader in) {
    ReplicaRules usual = defaults();
    return new ReplicaRules(
        in.on("compare", usual.compare),
        in.duration("warm_up", usual.warmUp, Duration.ZERO, Duration.ofHours(1)),
        in.whole("runs", usual.runs, 5, 100_000),
        in.number("false_alarms_per_year", usual.falseAlarmsPerYear, 0.01, 10_000));
  }
}
