package dev.leeway.webui.chart;

import dev.leeway.webui.words.Unit;
import java.util.List;

/** Groups of bars over named categories: shares now beside shares of the baseline. */
public record BarChart(Unit unit, List<String> labels, List<Group> groups) implements ChartModel {
  public BarChart {
    labels = List.copyOf(labels);
    groups = List.copyOf(groups);
  }

  /** One value for each label. */
  public record Group(String name, Role role, List<Double> values) {
    public Group {
      values = List.copyOf(values);
    }
  }
}
