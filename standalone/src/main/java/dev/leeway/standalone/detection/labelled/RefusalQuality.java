package dev.leeway.standalone.detection.labelled;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.signals.grounding.Hedges;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** HaluEval's general answers: whether a refusal or hedge foretells the label (drift.md, S15). */
final class RefusalQuality {
  private static final String BASELINE = "S15: P .36 R .29";

  private RefusalQuality() {}

  static List<QualityRow> rows(Path data) throws IOException {
    List<JsonNode> lines = Recordings.lines(data.resolve("halueval/general_data.jsonl.xz"));
    List<QualityRow> rows = new ArrayList<>();
    for (Part part : Part.values()) {
      List<JsonNode> its =
          lines.stream().filter(part.<JsonNode>of(line -> line.path("ID").asLong())).toList();
      long labelled = its.stream().filter(RefusalQuality::isLabelled).count();
      List<JsonNode> hedged =
          its.stream().filter(line -> Hedges.in(line.path("chatgpt_response").asText())).toList();
      long right = hedged.stream().filter(RefusalQuality::isLabelled).count();
      rows.add(QualityRow.share("general", part, "labelled (base rate)", labelled, its.size(), ""));
      rows.add(
          QualityRow.share("general", part, "precision: hedged", right, hedged.size(), BASELINE));
      rows.add(QualityRow.share("general", part, "recall: hedged", right, labelled, BASELINE));
    }
    return rows;
  }

  private static boolean isLabelled(JsonNode line) {
    return line.path("hallucination").asText().equals("yes");
  }
}
