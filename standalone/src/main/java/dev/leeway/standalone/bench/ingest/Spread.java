package dev.leeway.standalone.bench.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The median of some measurements, and how far they lie apart. */
record Spread(double median, double min, double max) {
  static Spread of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("expected at least one value, came none");
    }
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Spread(median, sorted.getFirst(), sorted.getLast());
  }

  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("median", median)
        .put("min", min)
        .put("max", max);
  }

  @Override
  public String toString() {
    return "%.2f (%.2f–%.2f)".formatted(median, min, max);
  }
}
