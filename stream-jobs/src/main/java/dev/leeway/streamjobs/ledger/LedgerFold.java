package dev.leeway.streamjobs.ledger;

import dev.leeway.streamjobs.edge.LedgerDelta;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up deltas per partition until they are taken. Not thread-safe. */
public final class LedgerFold {
  private final Map<Partition, LedgerDelta> open = new TreeMap<>();

  public void add(LedgerDelta delta) {
    open.merge(new Partition(delta.topic(), delta.partition()), delta, LedgerDelta::plus);
  }

  public List<LedgerDelta> drain() {
    List<LedgerDelta> deltas = List.copyOf(open.values());
    open.clear();
    return deltas;
  }

  private record Partition(String topic, int number) implements Comparable<Partition> {
    @Override
    public int compareTo(Partition other) {
      int byTopic = topic.compareTo(other.topic);
      return byTopic != 0 ? byTopic : Integer.compare(number, other.number);
    }
  }
}
