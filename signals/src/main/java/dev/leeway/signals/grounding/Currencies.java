package dev.leeway.signals.grounding;

import java.util.List;

/** Currencies by code and symbol. Their order is stored, so new ones are added at the end. */
final class Currencies {
  static final List<String> CODES =
      List.of(
          "USD", "EUR", "GBP", "JPY", "CHF", "INR", "CNY", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN",
          "BRL", "MXN", "KRW", "TRY", "RUB", "ZAR", "SGD", "HKD", "NZD", "CZK", "HUF", "ILS",
          "AED");

  private Currencies() {}

  static int codeOf(String code) {
    return Unit.MONEY + CODES.indexOf(code);
  }

  /** The unit of a symbol, 0 for any other character. */
  static int ofSymbol(char c) {
    return switch (c) {
      case '$' -> Unit.MONEY;
      case '€' -> Unit.MONEY + 1;
      case '£' -> Unit.MONEY + 2;
      case '¥' -> Unit.MONEY + 3;
      case '₹' -> Unit.MONEY + 5;
      case '元' -> Unit.MONEY + 6;
      case '₩' -> Unit.MONEY + 15;
      case '₺' -> Unit.MONEY + 16;
      case '₽' -> Unit.MONEY + 17;
      default -> 0;
    };
  }
}
