package dev.leeway.signals.condition.replica;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The replicas that ran one version on one route at one time, by one measure: each is compared with
 * the others together. Who is left out as a peer is still compared.
 */
public final class PeerStratum {
  private final PeerMeasure measure;
  private final Map<String, PeerSample> replicas = new TreeMap<>();

  public PeerStratum(PeerMeasure measure) {
    this.measure = measure;
  }

  public void add(String replica, PeerSample sample) {
    if (sample.count() > 0) {
      replicas.merge(replica, sample, PeerSample::plus);
    }
  }

  public Set<String> replicas() {
    return replicas.keySet();
  }

  /**
   * The replica among its peers; empty where one side has no runs.
   *
   * @param noPeers who is not compared with
   */
  public Optional<PeerStep> of(String replica, Set<String> noPeers) {
    PeerSample own = replicas.getOrDefault(replica, PeerSample.NONE);
    PeerSample peers = PeerSample.NONE;
    for (Map.Entry<String, PeerSample> entry : replicas.entrySet()) {
      if (!entry.getKey().equals(replica) && !noPeers.contains(entry.getKey())) {
        peers = peers.plus(entry.getValue());
      }
    }
    if (own.count() == 0 || peers.count() == 0) {
      return Optional.empty();
    }
    int middle = own.plus(peers).middleBucket();
    double logRatio = measure.rate() ? Double.NaN : own.meanLog() - peers.meanLog();
    return Optional.of(
        new PeerStep(
            own.count(), own.marked(middle), peers.count(), peers.marked(middle), logRatio));
  }
}
