package dev.leeway.signals.grounding;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.Locale;

/** Writes a claim's canonical value for people. */
final class CanonicalForm {
  private static final String[] SYMBOLS = {
    "", "%", "s", "g", "m", "l", "B", "°C", "°F", "months", "Wh"
  };

  private CanonicalForm() {}

  static String of(Value value, String text) {
    return switch (value.kind()) {
      case NUMBER, PERCENT, QUANTITY, MONEY, DATE, TIME -> of(value.number(), value.unit());
      case ID -> onlyAlphanumeric(text);
      case URL, EMAIL -> text.toLowerCase(Locale.ROOT);
      case NAME, QUOTATION -> text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    };
  }

  static String of(double number, int unit) {
    return switch (Unit.kind(unit)) {
      case DATE -> date((long) number, unit);
      case TIME -> LocalTime.ofSecondOfDay((long) number).toString();
      case NUMBER, PERCENT, QUANTITY, MONEY, ID, URL, EMAIL, NAME, QUOTATION ->
          (number(number) + " " + symbol(unit)).strip();
    };
  }

  private static String number(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static String symbol(int unit) {
    return unit >= Unit.MONEY
        ? Currencies.CODES.get(unit - Unit.MONEY)
        : unit < SYMBOLS.length ? SYMBOLS[unit] : "";
  }

  private static String date(long number, int unit) {
    return switch (unit) {
      case Unit.DATE -> Calendar.text(number);
      case Unit.MONTH_DAY -> "--%02d-%02d".formatted(number / 32, number % 32);
      default -> "%04d-%02d".formatted((number - 1) / 12, (number - 1) % 12 + 1);
    };
  }

  private static String onlyAlphanumeric(String text) {
    StringBuilder kept = new StringBuilder();
    text.toLowerCase(Locale.ROOT)
        .chars()
        .filter(Character::isLetterOrDigit)
        .forEach(c -> kept.append((char) c));
    return kept.toString();
  }
}
