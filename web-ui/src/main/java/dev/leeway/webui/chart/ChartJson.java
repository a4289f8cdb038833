package dev.leeway.webui.chart;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a chart as the JSON that {@code chart/model.ts} describes. */
final class ChartJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private ChartJson() {}

  static String write(ChartModel model) {
    return switch (model) {
      case TimeChart time -> write(time);
      case DistributionChart distribution -> write(distribution);
      case BarChart bars -> write(bars);
    };
  }

  private static String write(TimeChart chart) {
    ObjectNode root = JSON.createObjectNode();
    root.put("kind", "time").put("unit", chart.unit().code());
    root.put("from", chart.range().from().toEpochMilli());
    root.put("to", chart.range().to().toEpochMilli());
    root.put("stepMillis", chart.step().toMillis());
    ArrayNode series = root.putArray("series");
    for (TimeChart.Series line : chart.series()) {
      ObjectNode node = series.addObject();
      node.put("name", line.name()).put("role", line.role().code());
      node.put("style", line.style() == TimeChart.Style.LINE ? "line" : "bar");
      node.put("stacked", line.style() == TimeChart.Style.STACKED);
      ArrayNode points = node.putArray("points");
      for (TimeChart.Point point : line.points()) {
        points.addArray().add(point.at().toEpochMilli()).add(point.value());
      }
    }
    ArrayNode marks = root.putArray("marks");
    for (TimeChart.Mark mark : chart.marks()) {
      ObjectNode node = marks.addObject();
      node.put("at", mark.at().toEpochMilli()).put("label", mark.label());
      node.put("role", mark.role().code());
    }
    ArrayNode bands = root.putArray("bands");
    for (TimeChart.Band band : chart.bands()) {
      ObjectNode node = bands.addObject();
      node.put("from", band.from().toEpochMilli()).put("to", band.to().toEpochMilli());
      node.put("label", band.label()).put("role", band.role().code());
    }
    return root.toString();
  }

  private static String write(DistributionChart chart) {
    ObjectNode root = JSON.createObjectNode();
    root.put("kind", "distribution").put("unit", chart.unit().code());
    root.put("logarithmic", chart.logarithmic());
    numbers(root.putArray("x"), chart.x());
    ArrayNode curves = root.putArray("curves");
    for (DistributionChart.Curve curve : chart.curves()) {
      ObjectNode node = curves.addObject();
      node.put("name", curve.name()).put("role", curve.role().code()).put("median", curve.median());
      numbers(node.putArray("density"), curve.density());
      numbers(node.putArray("below"), curve.below());
    }
    return root.toString();
  }

  private static String write(BarChart chart) {
    ObjectNode root = JSON.createObjectNode();
    root.put("kind", "bars").put("unit", chart.unit().code());
    ArrayNode labels = root.putArray("labels");
    chart.labels().forEach(labels::add);
    ArrayNode groups = root.putArray("groups");
    for (BarChart.Group group : chart.groups()) {
      ObjectNode node = groups.addObject();
      node.put("name", group.name()).put("role", group.role().code());
      numbers(node.putArray("values"), group.values());
    }
    return root.toString();
  }

  private static void numbers(ArrayNode array, List<Double> values) {
    values.forEach(array::add);
  }
}
