package dev.leeway.signals.condition.replica;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.window.Cohort;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.MergedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * One replica of an agent is unlike its peers on the same version and route: it fails more, breaks
 * what was declared, says what nothing supports, answers a repeated prompt in other words, takes
 * longer for the same work, or answers longer or shorter.
 *
 * <p>Surely: {@link PeerEvidence} of R replicas by M measures is told from {@code log(R M / alpha)}
 * on, which makes the first false finding of an agent come after {@code 1 / alpha} minutes on
 * average, at least. And by much: {@link PeerMeasure#ratioMin}, over the last half hour, of enough
 * runs of it and of two peers: of two replicas that differ nobody can say which is wrong. A replica
 * that was not seen before is left out while it warms up.
 */
public final class ReplicaDivergence implements Condition {
  private static final String PEERS = "peers";
  private static final int PEERS_MIN = 2;

  private final PeerSettings settings;

  public ReplicaDivergence(PeerSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "peers";
  }

  @Override
  public Want wants(String signal, String dimension) {
    if (!settings.watched() || !dimension.equals(Dimensions.COHORT)) {
      return Want.NOTHING;
    }
    return PeerMeasure.ofSignal(signal)
        .map(measure -> measure.rate() ? Want.COUNTS : Want.DISTRIBUTION)
        .orElse(Want.NOTHING);
  }

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    PeerBook book = PeerBook.decode(memory.get(PEERS));
    long start = minute.startMillis();
    book.forgetBefore(start);
    Map<PeerMeasure, Map<String, PeerStratum>> strata = strataOf(minute, book, memory);
    Set<String> young = book.youngerThan(start - settings.warmUp().toMillis());
    Set<String> noPeers = book.odd(start);
    noPeers.addAll(young);
    strata.forEach((measure, routes) -> compare(measure, routes, young, noPeers, book, start));
    PeerFindings findings = new PeerFindings(settings, book, minute);
    strata.forEach(findings::judge);
    findings.told().forEach(hits);
    memory.put(PEERS, book.encode(), minute.endMillis() + PeerBook.KEPT_MILLIS);
  }

  private static Map<PeerMeasure, Map<String, PeerStratum>> strataOf(
      Minute minute, PeerBook book, Memory memory) {
    Map<PeerMeasure, Map<String, PeerStratum>> strata = new TreeMap<>();
    for (MergedWindow window : minute.windows()) {
      Optional<PeerMeasure> measure = PeerMeasure.ofSignal(window.signal());
      Optional<Cohort> cohort = Cohort.of(window.slice().value());
      if (measure.isEmpty() || cohort.isEmpty()) {
        continue;
      }
      if (!book.seen(cohort.get().replica(), minute.startMillis())) {
        memory.overflowed();
        continue;
      }
      strata
          .computeIfAbsent(measure.get(), key -> new TreeMap<>())
          .computeIfAbsent(cohort.get().stratum(), key -> new PeerStratum(measure.get()))
          .add(cohort.get().replica(), measure.get().sampleOf(window));
    }
    return strata;
  }

  private static void compare(
      PeerMeasure measure,
      Map<String, PeerStratum> routes,
      Set<String> young,
      Set<String> noPeers,
      PeerBook book,
      long minuteStart) {
    Set<String> replicas = new TreeSet<>();
    routes.values().forEach(route -> replicas.addAll(route.replicas()));
    replicas.removeAll(young);
    for (String replica : replicas) {
      List<PeerStep> steps = new ArrayList<>();
      routes.values().forEach(route -> route.of(replica, noPeers).ifPresent(steps::add));
      if (!steps.isEmpty()) {
        book.evidenceOf(replica, measure).add(minuteStart, steps);
      }
    }
  }

  static int peersMin() {
    return PEERS_MIN;
  }
}
