package dev.leeway.webui.fleet;

import java.util.Map;

/**
 * What a seeded run answers in the end, and how the job would judge it: most say what the tool
 * said, some invent a weight, few give another total.
 */
enum SeededAnswer {
  TRUE(
      "Order 4711 was shipped with DHL and should arrive on 24 November 2026. The total was $482.15.",
      1,
      0,
      0),
  INVENTED(
      "Order 4711 was shipped with DHL and should arrive on 24 November 2026. The parcel weighs"
          + " 14.7 kg and was packed by Maria Hoffmann.",
      0.5,
      2,
      0),
  CONTRADICTED(
      "Order 4711 was shipped with DHL. The total was $428.15; it should arrive on 24 November 2026.",
      2 / 3.0,
      1,
      1);

  private final String text;
  private final double score;
  private final double unsupported;
  private final double contradicted;

  SeededAnswer(String text, double score, double unsupported, double contradicted) {
    this.text = text;
    this.score = score;
    this.unsupported = unsupported;
    this.contradicted = contradicted;
  }

  static SeededAnswer of(long startMillis) {
    long at = Math.floorMod(startMillis / 10, 97);
    return at < 3 ? CONTRADICTED : at < 12 ? INVENTED : TRUE;
  }

  String text() {
    return text;
  }

  Map<String, Double> signals() {
    return Map.of(
        "grounding.score",
        score,
        "grounding.unsupported",
        unsupported,
        "grounding.contradiction",
        contradicted,
        "grounding.novel_words",
        3 + unsupported * 4,
        "grounding.confident_empty",
        0.0,
        "tool.args_ungrounded",
        0.0);
  }
}
