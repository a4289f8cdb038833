package dev.leeway.signals.metric;

import java.util.ArrayList;
import java.util.List;

/** Walks points through one series, with the state as bytes between them. */
final class SeriesWalk {
  private byte[] state = SeriesStateCodec.encode(SeriesState.NEW);
  final List<Verdict> verdicts = new ArrayList<>();
  final List<Step.Increase> increases = new ArrayList<>();

  SeriesWalk take(MetricPoint... points) {
    for (MetricPoint point : points) {
      Step step = SeriesNormaliser.next(SeriesStateCodec.decode(state), point);
      state = SeriesStateCodec.encode(step.state());
      verdicts.add(step.verdict());
      Step.Increase increase = step.increase();
      if (increase != null) {
        increases.add(increase);
      }
    }
    return this;
  }

  double total() {
    return increases.stream().mapToDouble(increase -> increase.totals().sum()).sum();
  }

  List<Double> sums() {
    return increases.stream().map(increase -> increase.totals().sum()).toList();
  }

  List<Integer> marks() {
    return increases.stream().map(Step.Increase::marks).toList();
  }

  int stateBytes() {
    return state.length;
  }
}
