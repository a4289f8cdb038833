package dev.leeway.telemetry.convention;

import dev.leeway.telemetry.wire.ValueType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which attribute values a field accepts: the one place for the coercions of conventions.md section
 * 1. What is not accepted is absent, so that the next key in precedence is asked.
 */
public enum Coercion {
  /** Any value at all. */
  ANY,
  /** Text that says something; a number is text too. */
  TEXT,
  /** Text, and not Micrometer's {@code none}. */
  MODEL,
  /** Text, and not the {@code unknown} that Mastra calls every error. */
  ERROR_TYPE,
  /** Text that names a provider and not a framework. */
  PROVIDER,
  /** A whole number from 0, as number or as text: Spring AI sends every attribute as text. */
  COUNT,
  /** A number from 0, as number or as text. */
  DECIMAL,
  /** What a call cost, in USD. */
  PRICE,
  /** Payload that says something. */
  CONTENT,
  /** Payload in which an empty object is meant: a tool called without arguments. */
  PAYLOAD,
  /** Payload in which emptiness is meant: a tool or a retrieval that found nothing. */
  FOUND;

  /** Above this a count is taken for damage: no model takes a trillion tokens. */
  private static final long COUNT_MAX = 1_000_000_000_000L;

  /** Above this a cost is taken for damage: sums and budgets would never recover from one. */
  private static final double PRICE_MAX_USD = 1_000_000;

  private static final int PLACEHOLDER_LENGTH_MAX = 15;

  /** What LangChain4j writes after a cost; one in another currency is no number here. */
  private static final String CURRENCY = "USD";

  public boolean accepts(ValueType type, long bits, String text) {
    if (type == ValueType.EMPTY) {
      return this == ANY;
    }
    return switch (this) {
      case ANY -> true;
      case TEXT -> !isPlaceholder(text);
      case MODEL ->
          !isPlaceholder(text)
              && !text.equalsIgnoreCase("none")
              && !text.equalsIgnoreCase("unknown");
      case ERROR_TYPE -> !isPlaceholder(text) && !text.equals("unknown");
      case PROVIDER -> !isPlaceholder(text) && !Providers.isFramework(text);
      case COUNT -> count(type, bits, text) != null;
      case DECIMAL -> decimal(type, bits, text) != null;
      case PRICE -> isPrice(decimal(type, bits, text));
      case CONTENT -> !isPlaceholder(text);
      case PAYLOAD -> text.equals("{}") || !isPlaceholder(text);
      case FOUND -> text.equals("[]") || text.equals("{}") || !isPlaceholder(text);
    };
  }

  /** What emitters write where they have nothing to say or must not say it. */
  public static boolean isPlaceholder(String text) {
    if (text.length() > PLACEHOLDER_LENGTH_MAX) {
      return false;
    }
    return switch (text) {
      case "", "{}", "[]", "\"\"", "null", "N/A", "<REDACTED>", "[REDACTED]", "<not specified>" ->
          true;
      default -> text.isBlank();
    };
  }

  /**
   * A whole number from 0 to a trillion, from an integer, a double or text; null when it is not.
   */
  public static @Nullable Long count(ValueType type, long bits, String text) {
    if (type == ValueType.INT) {
      return bits >= 0 && bits <= COUNT_MAX ? bits : null;
    }
    Double number = decimal(type, bits, text);
    if (number == null || !(number <= COUNT_MAX)) {
      return null;
    }
    return Math.round(number);
  }

  /** A finite number from 0, from an integer, a double or text; null when it is not. */
  public static @Nullable Double decimal(ValueType type, long bits, String text) {
    double number =
        switch (type) {
          case INT -> bits;
          case DOUBLE -> Double.longBitsToDouble(bits);
          case STRING -> parse(text);
          default -> Double.NaN;
        };
    // The sum makes a zero of a negative zero, which sorts below it.
    return number >= 0 && number <= Double.MAX_VALUE ? number + 0.0 : null;
  }

  private static boolean isPrice(@Nullable Double said) {
    return said != null && said <= PRICE_MAX_USD;
  }

  /** Whether a word about success says that there was none: a negation or a level. */
  public static boolean isFailure(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "false", "error", "failed", "failure" -> true;
      default -> false;
    };
  }

  public static boolean isTrue(String text) {
    return text.toLowerCase(Locale.ROOT).equals("true");
  }

  private static double parse(String text) {
    String trimmed = unquoted(text);
    if (trimmed.endsWith(CURRENCY)) {
      trimmed = trimmed.substring(0, trimmed.length() - CURRENCY.length());
    }
    if (trimmed.isEmpty() || trimmed.length() > 32 || !startsNumber(trimmed.charAt(0))) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(trimmed);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static boolean startsNumber(char c) {
    return Character.isDigit(c) || c == '.' || c == '+' || c == '-';
  }

  /** Without the quotes of a value that was written as JSON. */
  public static String unquoted(String text) {
    String trimmed = text.strip();
    boolean quoted = trimmed.length() >= 2 && trimmed.charAt(0) == '"' && trimmed.endsWith("\"");
    return quoted ? trimmed.substring(1, trimmed.length() - 1) : trimmed;
  }
}
