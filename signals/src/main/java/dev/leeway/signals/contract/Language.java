package dev.leeway.signals.contract;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Names the language that a text is in, from its script and, of Latin letters, from its commonest
 * words: {@code en}, {@code de}, {@code ja}, else the script such as {@code cyrillic}. Enough to
 * see that an agent begins to answer in another one. Only the first {@value #LENGTH_MAX} characters
 * are looked at; empty below {@value #LETTERS_MIN} letters.
 */
public final class Language {
  private static final int LENGTH_MAX = 2_048;
  private static final int LETTERS_MIN = 12;
  private static final int WORDS_MIN = 2;

  /** Words of which an ordinary sentence of the language has several, and others few. */
  private static final Map<String, Set<String>> COMMON =
      Map.of(
          "en", words("the and is of to in that you for it with are this your have be not was on"),
          "de",
              words("der die das und ist nicht sie ich zu den mit für auf ein eine wir es von im"),
          "fr", words("le la les et est des une vous pour dans que pas du sur avec nous ce cette"),
          "es", words("el los las y es una para con su por que del se lo está como más pero"),
          "it", words("il gli e è una per con che di non sono della del nel alla questo più ma"),
          "pt", words("o os as e é uma para com não do da em que seu sua por mais você está"),
          "nl", words("het een en is van niet je dat op te voor met zijn we ook maar deze naar"),
          "pl", words("i w nie się na jest to że z do jak dla przez są oraz ale od po"),
          "sv", words("och det att är en som på för inte med av jag du ett till kan har vi"));

  private static final Map<String, List<String>> LANGUAGES_OF_WORD = languagesOfWord();

  private Language() {}

  public static String of(String text) {
    String head = text.length() > LENGTH_MAX ? text.substring(0, LENGTH_MAX) : text;
    Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
    int all = 0;
    for (int at = 0; at < head.length(); at++) {
      char c = head.charAt(at);
      if (Character.isLetter(c)) {
        letters.merge(c < 0x250 ? UnicodeScript.LATIN : UnicodeScript.of(c), 1, Integer::sum);
        all++;
      }
    }
    if (all < LETTERS_MIN) {
      return "";
    }
    UnicodeScript script =
        letters.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    boolean kana =
        letters.containsKey(UnicodeScript.HIRAGANA) || letters.containsKey(UnicodeScript.KATAKANA);
    return switch (script) {
      case LATIN -> ofLatin(head);
      case HIRAGANA, KATAKANA -> "ja";
      case HAN -> kana ? "ja" : "zh";
      case HANGUL -> "ko";
      case THAI -> "th";
      case GREEK -> "el";
      case HEBREW -> "he";
      default -> script.name().toLowerCase(Locale.ROOT);
    };
  }

  /** Whether the script of a character writes no blanks between words. */
  public static boolean isUnspaced(char c) {
    return (c >= 0x3040 && c <= 0x30FF)
        || (c >= 0x3400 && c <= 0x9FFF)
        || (c >= 0x0E00 && c <= 0x0E7F);
  }

  private static String ofLatin(String text) {
    Map<String, Integer> hits = new TreeMap<>();
    int from = -1;
    for (int at = 0; at <= text.length(); at++) {
      boolean letter = at < text.length() && Character.isLetter(text.charAt(at));
      if (letter && from < 0) {
        from = at;
      } else if (!letter && from >= 0) {
        String word = text.substring(from, at).toLowerCase(Locale.ROOT);
        for (String language : LANGUAGES_OF_WORD.getOrDefault(word, List.of())) {
          hits.merge(language, 1, Integer::sum);
        }
        from = -1;
      }
    }
    // The first by name of several with the same number: the same text has one language.
    String best = "latin";
    int most = WORDS_MIN - 1;
    for (Map.Entry<String, Integer> hit : hits.entrySet()) {
      if (hit.getValue() > most) {
        best = hit.getKey();
        most = hit.getValue();
      }
    }
    return best;
  }

  private static Set<String> words(String words) {
    return Set.of(words.split(" ", -1));
  }

  private static Map<String, List<String>> languagesOfWord() {
    Map<String, List<String>> languages = new HashMap<>();
    new TreeMap<>(COMMON)
        .forEach((language, words) ->
            words.forEach(word ->
                languages.merge(
                    word,
                    List.of(language),
                    (known, more) -> Stream.concat(known.stream(), more.stream()).toList())));
    return Map.copyOf(languages);
  }
}
