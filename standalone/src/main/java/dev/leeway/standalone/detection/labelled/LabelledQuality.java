package dev.leeway.standalone.detection.labelled;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How well signals tell what labelled data says; {@code docs/bench.md} documents text and JSON.
 *
 * @param rows in the order of their printing
 */
public record LabelledQuality(List<QualityRow> rows) {
  public LabelledQuality {
    rows = List.copyOf(rows);
  }

  /**
   * Judges all labelled sets.
   *
   * @param data the folder that holds {@code tau-bench}, {@code agentrx} and {@code halueval}
   */
  public static LabelledQuality measure(Path data) throws IOException {
    List<QualityRow> rows = new ArrayList<>();
    rows.addAll(OutcomeQuality.airline(data));
    rows.addAll(OutcomeQuality.retail(data));
    rows.addAll(PlantedErrors.rows(data));
    rows.addAll(new PairQuality().rows(data));
    rows.addAll(RefusalQuality.rows(data));
    return new LabelledQuality(rows);
  }

  /** A line a number. */
  public List<String> lines() {
    return rows.stream().map(QualityRow::line).toList();
  }

  public ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("bench", "detection").put("confidence", 0.95);
    ArrayNode items = json.putArray("signals");
    for (QualityRow row : rows) {
      ObjectNode item = items.addObject();
      item.put("set", row.set()).put("part", row.part()).put("measure", row.measure());
      // JSON has no NaN: a number that there is none of is null.
      if (Double.isNaN(row.value())) {
        item.putNull("value");
      } else {
        item.put("value", row.value());
      }
      item.put("low", row.low()).put("high", row.high()).put("n", row.of());
      item.put("baseline", row.baseline());
    }
    return json;
  }
}
