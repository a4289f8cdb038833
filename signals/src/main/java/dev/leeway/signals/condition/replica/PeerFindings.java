package dev.leeway.signals.condition.replica;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Cohort;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.MergedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who is told as odd after a minute: by each measure the one replica that is farthest from its
 * peers, since all others are compared with it too. A replica that is odd by several measures is
 * told once. Not thread-safe.
 */
final class PeerFindings {
  /** Of the ratio that is told, below which what it was is over. */
  private static final double OVER = 0.5;

  private final PeerSettings settings;
  private final PeerBook book;
  private final Minute minute;
  private final double logLimit;
  private final Map<String, List<Odd>> odd = new TreeMap<>();

  PeerFindings(PeerSettings settings, PeerBook book, Minute minute) {
    this.settings = settings;
    this.book = book;
    this.minute = minute;
    this.logLimit = settings.logLimit(book.processes());
  }

  private record Odd(PeerMeasure measure, PeerTally tally, double distance, int peers) {}

  void judge(PeerMeasure measure, Map<String, PeerStratum> routes) {
    Map<String, PeerTally> known = book.recent(measure);
    known.values().removeIf(tally -> tally.count() < settings.runsMin());
    int peers = known.size() - 1;
    TreeSet<String> now = new TreeSet<>();
    routes.values().forEach(route -> now.addAll(route.replicas()));
    now.retainAll(known.keySet());
    String farthest = "";
    Odd found = null;
    for (String replica : now) {
      PeerEvidence evidence = book.evidenceOf(replica, measure);
      if (!(evidence.logEvidence() >= logLimit)) {
        continue;
      }
      PeerTally tally = evidence.recent();
      double distance = measure.distance(tally);
      if (distance - 1 < OVER * (measure.ratioMin() - 1)) {
        evidence.reset();
      } else if (distance >= measure.ratioMin() && (found == null || distance > found.distance)) {
        farthest = replica;
        found = new Odd(measure, tally, distance, peers);
      }
    }
    if (found != null && peers >= ReplicaDivergence.peersMin()) {
      odd.computeIfAbsent(farthest, key -> new ArrayList<>()).add(found);
    }
  }

  List<RuleHit> told() {
    List<RuleHit> hits = new ArrayList<>();
    odd.forEach((replica, by) -> {
      hits.add(hit(replica, by));
      book.isOdd(replica, minute.startMillis());
    });
    return hits;
  }

  private RuleHit hit(String replica, List<Odd> by) {
    Map<String, Double> evidence = new TreeMap<>();
    List<String> said = new ArrayList<>();
    double most = 0;
    long since = Long.MAX_VALUE;
    for (Odd one : by) {
      PeerEvidence of = book.evidenceOf(replica, one.measure);
      String key = one.measure.signal();
      said.add(one.measure.say(replica, one.tally, one.peers));
      evidence.put("ratio " + key, one.tally.ratio(one.measure));
      evidence.put("n " + key, (double) one.tally.count());
      evidence.put("log_e " + key, of.logEvidence());
      evidence.put("peers", (double) one.peers);
      most = Math.max(most, one.distance);
      since = Math.min(since, of.sinceMillis());
    }
    evidence.put("log_e_limit", logLimit);
    evidence.put("n_needed", (double) settings.runsMin());
    evidence.put("false_alarms_per_year", settings.falseAlarmsPerYear());
    return new RuleHit(
        "peer.replica",
        "replica.divergence",
        minute.agent().with(Dimensions.REPLICA, replica),
        Severity.WARNING,
        minute.endMillis(),
        most,
        String.join("; ", said) + "; since " + Numbers.timeOfDay(since),
        evidence,
        examples(replica));
  }

  private List<String> examples(String replica) {
    return minute.windows().stream()
        .filter(window ->
            Cohort.of(window.slice().value()).filter(c -> c.replica().equals(replica)).isPresent())
        .map(MergedWindow::exemplars)
        .flatMap(List::stream)
        .distinct()
        .limit(MergedWindow.EXEMPLARS_MAX)
        .toList();
  }
}
