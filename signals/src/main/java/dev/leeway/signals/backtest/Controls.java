package dev.leeway.signals.backtest;

import dev.leeway.signals.control.DeploymentMarker;
import dev.leeway.signals.drift.BaselineOrder;
import java.util.Comparator;
import java.util.List;

/**
 * What was said from outside in the time of a backtest, and before it: deployments, and which
 * baselines people pinned or took back. Both in order of their time.
 */
public record Controls(List<DeploymentMarker> deployments, List<BaselineOrder> orders) {
  public static final Controls NONE = new Controls(List.of(), List.of());

  public Controls {
    deployments =
        deployments.stream().sorted(Comparator.comparingLong(DeploymentMarker::atMillis)).toList();
    orders = orders.stream().sorted(Comparator.comparingLong(BaselineOrder::atMillis)).toList();
  }
}
