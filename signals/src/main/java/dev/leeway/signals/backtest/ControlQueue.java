package dev.leeway.signals.backtest;

import dev.leeway.signals.control.DeploymentMarker;
import dev.leeway.signals.drift.BaselineOrder;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Hands controls out when their time has come. Nothing is late in a backtest, so a deployment
 * counts from its own time on and not from when it was told. An order waits for the first window of
 * its series, since a monitor refuses one about what it doesn't know. Not thread-safe.
 */
final class ControlQueue {
  private final Deque<DeploymentMarker> deployments = new ArrayDeque<>();
  private final List<BaselineOrder> orders = new ArrayList<>();
  private final Set<Series> ordered = new HashSet<>();
  private final Set<Series> seen = new HashSet<>();

  private record Series(Slice slice, String signal) {}

  void add(Controls controls) {
    deployments.addAll(controls.deployments());
    orders.addAll(controls.orders());
    controls.orders().forEach(order -> ordered.add(new Series(order.slice(), order.signal())));
  }

  void saw(WindowPartial partial) {
    if (!ordered.isEmpty()) {
      Series series = new Series(partial.slice(), partial.signal());
      if (ordered.remove(series)) {
        seen.add(series);
      }
    }
  }

  void deploymentsUntil(long millis, Consumer<DeploymentMarker> each) {
    while (!deployments.isEmpty() && deployments.getFirst().atMillis() <= millis) {
      each.accept(deployments.removeFirst());
    }
  }

  void ordersUntil(long millis, Consumer<BaselineOrder> each) {
    for (Iterator<BaselineOrder> waiting = orders.iterator(); waiting.hasNext(); ) {
      BaselineOrder order = waiting.next();
      if (order.atMillis() > millis) {
        return;
      }
      if (seen.contains(new Series(order.slice(), order.signal()))) {
        waiting.remove();
        each.accept(order);
      }
    }
  }
}
