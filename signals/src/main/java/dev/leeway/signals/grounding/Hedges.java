package dev.leeway.signals.grounding;

import java.util.List;
import java.util.Locale;

/**
 * Whether an answer begins by saying that it does not know, found nothing or will not: then nothing
 * is claimed with confidence. Only the first 600 characters are looked at.
 */
public final class Hedges {
  private static final int LENGTH_MAX = 600;

  private static final List<String> PHRASES =
      List.of(
          // English
          "don't know",
          "do not know",
          "not sure",
          "can't find",
          "cannot find",
          "couldn't find",
          "could not find",
          "didn't find",
          "did not find",
          "unable to",
          "not able to",
          "no results",
          "no information",
          "no matching",
          "nothing found",
          "not find any",
          "don't have",
          "do not have",
          "doesn't appear",
          "does not appear",
          "isn't available",
          "is not available",
          "i'm sorry",
          "i am sorry",
          "i apologize",
          "i can't",
          "i cannot",
          "unfortunately",
          "as an ai",
          // German
          "weiß nicht",
          "leider",
          "keine ergebnisse",
          "keine informationen",
          "nicht gefunden",
          "nicht finden",
          "nicht sicher",
          "tut mir leid",
          "kann ich nicht",
          // French
          "sais pas",
          "pas trouvé",
          "aucun résultat",
          "aucune information",
          "malheureusement",
          "désolé",
          "je ne peux pas",
          "pas sûr",
          // Spanish
          "no lo sé",
          "no sé",
          "no encontré",
          "no he encontrado",
          "sin resultados",
          "lamentablemente",
          "lo siento",
          "no puedo",
          "no tengo",
          // Italian, Portuguese, Dutch
          "non lo so",
          "non ho trovato",
          "nessun risultato",
          "mi dispiace",
          "purtroppo",
          "não sei",
          "não encontrei",
          "nenhum resultado",
          "desculpe",
          "infelizmente",
          "weet ik niet",
          "niet gevonden",
          "helaas",
          // Polish, Japanese, Chinese, Korean
          "nie wiem",
          "nie znalazł",
          "niestety",
          "わかりません",
          "見つかりません",
          "申し訳",
          "抱歉",
          "不知道",
          "没有找到",
          "无法",
          "죄송",
          "모르겠",
          "찾을 수 없");

  private Hedges() {}

  public static boolean in(String answer) {
    String start =
        answer
            .substring(0, Math.min(answer.length(), LENGTH_MAX))
            .toLowerCase(Locale.ROOT)
            .replace('’', '\'');
    for (String phrase : PHRASES) {
      if (start.contains(phrase)) {
        return true;
      }
    }
    return false;
  }
}
