package dev.leeway.signals.grounding;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads what stands behind a number: a multiplier, a unit, a currency, the ending of an ordinal.
 * Used again; not thread-safe. Looks at no more than two words.
 */
final class UnitReader {
  private static final int LETTERS_MAX = 12;
  private static final int MULTIPLIER = 1 << 8;
  private static final int ORDINAL = 2 << 8;
  private static final int PER = 3 << 8;
  private static final CodeTable CODES = table();
  private static final double[] FACTORS = {
    1, 1_000, 1e6, 1e9, 1e12, 60, 3_600, 86_400, 604_800, 0.001, 0.01, 453.592, 28.3495, 1_609.344,
    0.3048, 1e5, 1e7, 12
  };

  /** Behind the unit, or where reading began. */
  int end;

  int unit;
  double multiplier;

  /** From the unit as written to its dimension's. */
  double factor;

  boolean ordinal;

  void read(char[] text, int from, int to) {
    end = from;
    unit = Unit.NONE;
    multiplier = 1;
    factor = 1;
    ordinal = false;
    if (word(text, from, to) && unit == Unit.NONE && !ordinal) {
      word(text, end, to);
    }
  }

  private boolean word(char[] text, int from, int to) {
    int at = from;
    while (at < to
        && at < from + 2
        && (text[at] == ' ' || text[at] == '\u00A0' || text[at] == '\u202F')) {
      at++;
    }
    if (at >= to) {
      return false;
    }
    char c = text[at];
    int symbol = c == '%' ? Unit.PERCENT : Currencies.ofSymbol(c);
    if (symbol != 0) {
      // A symbol before the next number is that number's.
      if (at > from && at + 1 < to && NumberReader.isDigit(text[at + 1])) {
        return false;
      }
      unit = symbol;
      end = at + 1;
      return true;
    }
    if (c == '°' && at + 1 < to && (text[at + 1] == 'C' || text[at + 1] == 'F')) {
      unit = text[at + 1] == 'C' ? Unit.CELSIUS : Unit.FAHRENHEIT;
      end = at + 2;
      return true;
    }
    if (c == '-' && at == from && at + 1 < to && Character.isLetter(text[at + 1])) {
      at++;
    }
    return letters(text, at, to, at == from);
  }

  private boolean letters(char[] text, int from, int to, boolean attached) {
    long hash = FactHash.BASIS;
    int at = from;
    while (at < to && at < from + LETTERS_MAX && Character.isLetter(text[at])) {
      hash = FactHash.step(hash, Character.toLowerCase(text[at]));
      at++;
    }
    if (at == from || (at < to && (Character.isLetterOrDigit(text[at]) || text[at] == '_'))) {
      return false;
    }
    int code = CODES.code(FactHash.mix(hash));
    int kind = code & 0xFF00;
    if (code == 0 || (kind == ORDINAL && !attached)) {
      return false;
    }
    if (kind == PER) {
      return perCent(text, at, to);
    }
    end = at;
    if (kind == MULTIPLIER) {
      multiplier *= FACTORS[code & 0xFF];
    } else if (kind == ORDINAL) {
      ordinal = true;
    } else {
      unit = code & 0xFF;
      factor = FACTORS[code >> 16];
    }
    return true;
  }

  private boolean perCent(char[] text, int from, int to) {
    String rest = new String(text, from, Math.min(8, to - from)).toLowerCase(Locale.ROOT);
    for (String cent : new String[] {" ciento", " cento", " cent"}) {
      if (rest.startsWith(cent)) {
        unit = Unit.PERCENT;
        end = from + cent.length();
        return true;
      }
    }
    return false;
  }

  private static CodeTable table() {
    Map<Long, Integer> codes = new HashMap<>();
    put(codes, MULTIPLIER | 1, "k thousand tausend mille mil tsd");
    put(codes, MULTIPLIER | 2, "million millions mio mn mln millionen millón millones milione");
    put(codes, MULTIPLIER | 3, "billion billions bn mrd milliarde milliarden milliards");
    put(codes, MULTIPLIER | 4, "trillion");
    put(codes, MULTIPLIER | 15, "lakh lakhs");
    put(codes, MULTIPLIER | 16, "crore crores");
    put(codes, ORDINAL, "st nd rd th er ème");
    put(codes, PER, "per pour por");
    unit(codes, Unit.PERCENT, 0, "percent prozent pct procent percento");
    unit(codes, Unit.SECONDS, 0, "s sec secs second seconds sekunde sekunden seconde secondes");
    unit(codes, Unit.SECONDS, 9, "ms millisecond milliseconds millisekunden");
    unit(codes, Unit.SECONDS, 5, "min mins minute minutes minuten minuto minutos");
    unit(codes, Unit.SECONDS, 6, "h hr hrs hour hours stunde stunden heure heures hora horas std");
    unit(codes, Unit.SECONDS, 7, "day days tag tage tagen jour jours día días");
    unit(codes, Unit.SECONDS, 8, "week weeks woche wochen semaine semaines semana semanas");
    unit(codes, Unit.MONTHS, 0, "month months monat monate monaten mois mes meses");
    unit(codes, Unit.MONTHS, 17, "year years yr yrs jahr jahre jahren ans année années año años");
    unit(codes, Unit.GRAMS, 0, "g gram grams gramm");
    unit(codes, Unit.GRAMS, 1, "kg kilo kilos kilogram kilograms kilogramm");
    unit(codes, Unit.GRAMS, 9, "mg");
    unit(codes, Unit.GRAMS, 11, "lb lbs pound");
    unit(codes, Unit.GRAMS, 12, "oz ounce ounces");
    unit(codes, Unit.METRES, 0, "m metre metres meter meters mètres metros");
    unit(codes, Unit.METRES, 1, "km kilometre kilometres kilometer kilometers");
    unit(codes, Unit.METRES, 10, "cm");
    unit(codes, Unit.METRES, 9, "mm");
    unit(codes, Unit.METRES, 13, "mile miles mi");
    unit(codes, Unit.METRES, 14, "ft feet foot");
    unit(codes, Unit.LITRES, 0, "l litre litres liter liters");
    unit(codes, Unit.LITRES, 9, "ml");
    unit(codes, Unit.BYTES, 1, "kb");
    unit(codes, Unit.BYTES, 2, "mb");
    unit(codes, Unit.BYTES, 3, "gb");
    unit(codes, Unit.BYTES, 4, "tb");
    unit(codes, Unit.WATT_HOURS, 1, "kwh");
    for (String currency : Currencies.CODES) {
      unit(codes, Currencies.codeOf(currency), 0, currency.toLowerCase(Locale.ROOT));
    }
    unit(codes, Currencies.codeOf("USD"), 0, "dollar dollars dólares");
    unit(codes, Currencies.codeOf("USD"), 10, "cents");
    unit(codes, Currencies.codeOf("EUR"), 0, "euro euros");
    unit(codes, Currencies.codeOf("GBP"), 0, "pounds");
    unit(codes, Currencies.codeOf("JPY"), 0, "yen");
    unit(codes, Currencies.codeOf("INR"), 0, "rupees");
    unit(codes, Currencies.codeOf("SEK"), 0, "kr kronor");
    unit(codes, Currencies.codeOf("CHF"), 0, "franken");
    unit(codes, Currencies.codeOf("PLN"), 0, "zł");
    return new CodeTable(codes);
  }

  private static void unit(Map<Long, Integer> codes, int unit, int factor, String words) {
    put(codes, (factor << 16) | unit | UNIT, words);
  }

  private static void put(Map<Long, Integer> codes, int code, String words) {
    for (String word : words.split(" ", -1)) {
      codes.put(FactHash.of(word), code);
    }
  }

  /** Makes the code of a unit differ from none. */
  private static final int UNIT = 4 << 8;
}
