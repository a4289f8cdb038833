package dev.leeway.telemetry.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Reads the value at the parser's place as leniently as OTLP/JSON producers need. */
final class Scalars {
  private static final byte[] NONE = {};
  private static final BigDecimal TWO_TO_64 = BigDecimal.TWO.pow(64);

  private Scalars() {}

  /** Any scalar's text: some producers write numbers where a string belongs. */
  static String text(JsonParser parser, FieldType field) throws IOException, NotOtlpJson {
    if (!parser.currentToken().isScalarValue()) {
      throw expected(parser, field, "a string");
    }
    return parser.getText();
  }

  /** Ids of an unreadable form become empty, which the id check refuses for that span alone. */
  static byte[] hex(JsonParser parser, FieldType field) throws IOException, NotOtlpJson {
    String text = text(parser, field);
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      return NONE;
    }
  }

  static byte[] base64(JsonParser parser, FieldType field) throws IOException, NotOtlpJson {
    String text = text(parser, field).replace('-', '+').replace('_', '/');
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw expected(parser, field, "base64");
    }
  }

  static boolean bool(JsonParser parser, FieldType field) throws IOException, NotOtlpJson {
    String text = text(parser, field);
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0", "" -> false;
      default -> throw expected(parser, field, "true or false");
    };
  }

  /** Signed and unsigned 64 bits, as a number or as a string, also written as 1.5e9. */
  static long integer(JsonParser parser, FieldType field) throws IOException, NotOtlpJson {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return parser.getLongValue();
    }
    if (parser.currentToken() == JsonToken.VALUE_TRUE
        || parser.currentToken() == JsonToken.VALUE_FALSE) {
      throw expected(parser, field, "an integer");
    }
    String text = text(parser, field).strip();
    if (text.isEmpty()) {
      return 0;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return largeInteger(parser, field, text);
    }
  }

  static double number(JsonParser parser, FieldType field) throws IOException, NotOtlpJson {
    String text = text(parser, field).strip();
    return switch (text) {
      case "" -> 0;
      case "NaN" -> Double.NaN;
      case "Infinity", "+Infinity", "Inf", "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Infinity", "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> {
        try {
          yield Double.parseDouble(text);
        } catch (NumberFormatException e) {
          throw expected(parser, field, "a number");
        }
      }
    };
  }

  /** A number, or a name with or without its prefix; a name that OTLP does not know is 0. */
  static long enumeration(JsonParser parser, FieldType field) throws IOException, NotOtlpJson {
    String text = text(parser, field).strip().toUpperCase(Locale.ROOT);
    if (!text.isEmpty() && (Character.isDigit(text.charAt(0)) || text.charAt(0) == '-')) {
      return integer(parser, field);
    }
    List<String> names = field.names();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals(text) || names.get(i).endsWith("_" + text)) {
        return i;
      }
    }
    return 0;
  }

  static NotOtlpJson expected(JsonParser parser, FieldType field, String what) throws IOException {
    return new NotOtlpJson(
        "expected "
            + what
            + " for "
            + field.name()
            + ", came "
            + came(parser)
            + " at "
            + Place.of(parser));
  }

  private static String came(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      default -> "'" + Place.shorten(parser.getText()) + "'";
    };
  }

  private static long largeInteger(JsonParser parser, FieldType field, String text)
      throws IOException, NotOtlpJson {
    // A few digits can stand for a number of many megabytes: 1e99999999.
    try {
      BigDecimal value = new BigDecimal(text);
      if (value.precision() - (long) value.scale() <= 20) {
        BigDecimal whole = value.stripTrailingZeros();
        if (whole.scale() <= 0 && whole.abs().compareTo(TWO_TO_64) < 0) {
          return whole.toBigInteger().longValue();
        }
      }
    } catch (NumberFormatException e) {
      throw expected(parser, field, "an integer");
    }
    throw expected(parser, field, "a 64-bit integer");
  }
}
