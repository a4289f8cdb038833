package dev.leeway.signals.grounding;

import java.util.List;
import java.util.Locale;

/** Whether a text says, in a few words, that nothing was found. */
final class Emptiness {
  private static final int LENGTH_MAX = 120;

  private static final List<String> PHRASES =
      List.of(
          "no result",
          "no match",
          "not found",
          "no documents",
          "no records",
          "nothing found",
          "0 results",
          "keine ergebnisse",
          "keine treffer",
          "nicht gefunden",
          "aucun résultat",
          "sin resultados",
          "no se encontr",
          "nessun risultato",
          "nenhum resultado",
          "geen resultaten",
          "没有找到",
          "見つかりません");

  private Emptiness() {}

  static boolean of(String text) {
    if (text.length() > LENGTH_MAX) {
      return false;
    }
    String stripped = text.strip().toLowerCase(Locale.ROOT);
    if (stripped.isEmpty()
        || stripped.equals("null")
        || stripped.equals("none")
        || stripped.equals("\"\"")
        || stripped.equals("[]")
        || stripped.equals("{}")) {
      return true;
    }
    return PHRASES.stream().anyMatch(stripped::contains);
  }
}
