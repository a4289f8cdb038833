package dev.leeway.telemetry.wire;

import java.util.HexFormat;

/** Appends JSON strings and numbers to a builder. */
public final class JsonText {
  private static final HexFormat HEX = HexFormat.of();

  private JsonText() {}

  public static void quote(StringBuilder out, String text) {
    out.append('"');
    int clean = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\') {
        continue;
      }
      out.append(text, clean, i);
      clean = i + 1;
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append("\\u").append(HEX.toHexDigits(c));
      }
    }
    out.append(text, clean, text.length()).append('"');
  }

  /** A double as JSON has it; what JSON has no number for becomes text, as in OTLP/JSON. */
  public static void number(StringBuilder out, double value) {
    if (Double.isFinite(value)) {
      out.append(value);
    } else {
      out.append('"').append(value).append('"');
    }
  }
}
