package dev.leeway.signals.grounding;

import java.util.HashMap;
import java.util.Map;

/**
 * The words that mean something to a scanner, by the hash of their stem: stop words, months,
 * numbers, currencies, and words that say how to take the number after them.
 */
final class Lexicon {
  static final int STOP = 1 << 16;
  static final int MONTH = 2 << 16;
  static final int NUMBER = 3 << 16;
  static final int CURRENCY = 4 << 16;

  /** The next number counts parts of a text: step 12, section 4.2. */
  static final int STRUCTURE = 5 << 16;

  static final int COPYRIGHT = 6 << 16;

  /** A word that labels nothing by itself: amount, value. */
  static final int GENERIC = 7 << 16;

  /** The next number is rounded. */
  static final int ABOUT = 8 << 16;

  /** A stop word that may stand inside of a name: Anna van Buren. */
  static final int JOINS_NAME = 9 << 16;

  private static final int KIND = 0x7FFF0000;

  private static final String STOP_WORDS =
      """
      a an the and or but nor if then else of to in on at by for from with without as is are was were be been being am
      do does did done has have had having will would shall should can could may might must not no yes it its this that
      these those there here he she they them his her their we us our you your i me my who whom whose which what when
      where why how all any each every both few more most other some such only own same so than too very just also
      about into over under up down out off again once per via between during before after above below through
      please let
      der die das den dem des ein eine einen einem einer und oder aber nicht ist sind war waren wird werden wurde mit von
      zu im in am auf für bei nach aus an als wie auch es sie er wir ihr ich sich man noch nur so dass durch um bis
      le la les un une des du de et ou mais est sont était avec pour par sur dans en au aux ce cette ces il elle ils
      elles nous vous je ne pas que qui se sa son ses leur plus
      el los las una unos unas del y o pero es son era con para por en al este esta estos su sus no que se lo más
      il lo gli uno di da che non per con del della dei delle sono è
      o os as um uma do da dos das em no na com não que ao
      de het een en van op met voor niet is zijn te dat die aan\
      """;

  private static final String[] MONTHS = {
    "january jan januar janvier janv enero gennaio gen janeiro januari jänner",
    "february feb februar février févr fév febrero febbraio fevereiro fev februari",
    "march mar märz mrz mars marzo março maart",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio maio mei",
    "june jun juni juin junio giugno giu junho",
    "july jul juli juillet juil julio luglio lug julho",
    "august aug août agosto ago augustus",
    "september sep sept septembre septiembre settembre set setembro",
    "october oct oktober okt octobre octubre ottobre ott outubro out",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro"
  };

  /** In order of their numbers; a number's words in several languages are joined by a slash. */
  private static final String[] UNITS =
      """
      zero/null/zéro/cero one/eins two/zwei/deux/dos three/drei/trois/tres four/vier/quatre/cuatro
      five/fünf/cinq/cinco six/sechs seven/sieben/sept/siete eight/acht/huit/ocho nine/neun/neuf/nueve
      ten/zehn/dix/diez eleven/elf/onze/once twelve/zwölf/douze/doce thirteen/dreizehn/treize/trece
      fourteen/vierzehn/quatorze/catorce fifteen/fünfzehn/quinze/quince sixteen/sechzehn/seize
      seventeen/siebzehn eighteen/achtzehn nineteen/neunzehn twenty/zwanzig/vingt/veinte\
      """
          .strip()
          .split("\\s+", -1);

  private static final CodeTable CODES = table();

  private Lexicon() {}

  /** The word's code, 0 for any other word. */
  static int code(long stem) {
    return CODES.code(stem);
  }

  static boolean is(int code, int kind) {
    return (code & KIND) == kind;
  }

  static boolean isStop(int code) {
    return is(code, STOP) || is(code, JOINS_NAME);
  }

  static int value(int code) {
    return code & 0xFFFF;
  }

  private static CodeTable table() {
    Map<Long, Integer> codes = new HashMap<>();
    for (int month = 0; month < MONTHS.length; month++) {
      put(codes, MONTH | (month + 1), MONTHS[month].split(" ", -1));
    }
    for (int number = 0; number < UNITS.length; number++) {
      // A word of one language that is a stop word of another stays a number.
      put(codes, NUMBER | number, UNITS[number].split("/", -1));
    }
    String[] tens = {"thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
    for (int i = 0; i < tens.length; i++) {
      put(codes, NUMBER | (30 + 10 * i), tens[i]);
    }
    put(codes, NUMBER | 100, "hundred", "hundert", "cent", "cien", "ciento");
    put(codes, NUMBER | 1_000, "thousand", "tausend", "mille", "mil");
    for (String currency : Currencies.CODES) {
      put(codes, CURRENCY | Currencies.codeOf(currency), currency);
    }
    put(codes, STRUCTURE, "step", "section", "figure", "table", "chapter", "page", "option");
    put(codes, STRUCTURE, "schritt", "abschnitt", "abbildung", "étape", "paso", "question");
    put(codes, STRUCTURE, "version", "example", "rule", "phase", "level", "footnote", "item");
    put(codes, COPYRIGHT, "copyright");
    put(codes, GENERIC, "amount", "value", "number", "id", "betrag", "montant", "importe");
    put(codes, ABOUT, "about", "around", "approximately", "roughly", "nearly", "almost", "circa");
    put(codes, ABOUT, "approx", "ungefähr", "etwa", "rund", "environ", "aproximadamente", "ca");
    put(codes, JOINS_NAME, "of", "de", "van", "von", "der", "den", "del", "della", "da", "di");
    put(codes, JOINS_NAME, "la", "le", "el", "al", "bin");
    for (String word : STOP_WORDS.strip().split("\\s+", -1)) {
      put(codes, STOP, word);
    }
    return new CodeTable(codes);
  }

  private static void put(Map<Long, Integer> codes, int code, String... words) {
    for (String word : words) {
      codes.putIfAbsent(Stem.of(word), code);
    }
  }
}
