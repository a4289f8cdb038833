package dev.leeway.webui.chart;

import dev.leeway.webui.words.Unit;
import java.util.List;

/** Distributions of one signal drawn over each other on a common axis. */
public record DistributionChart(Unit unit, boolean logarithmic, List<Double> x, List<Curve> curves)
    implements ChartModel {

  public DistributionChart {
    x = List.copyOf(x);
    curves = List.copyOf(curves);
  }

  /**
   * One distribution.
   *
   * @param density relative height at each x
   * @param below share of all values at or below each x
   */
  public record Curve(
      String name, Role role, List<Double> density, List<Double> below, double median) {
    public Curve {
      density = List.copyOf(density);
      below = List.copyOf(below);
    }
  }
}
