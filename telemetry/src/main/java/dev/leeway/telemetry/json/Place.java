package dev.leeway.telemetry.json;

import com.fasterxml.jackson.core.JsonParser;

/** Says in an error message where in the request it happened. */
final class Place {
  private static final int CHARACTERS_MAX = 200;

  private Place() {}

  static String of(JsonParser parser) {
    return shorten(parser.getParsingContext().pathAsPointer().toString());
  }

  static String shorten(String text) {
    return text.length() <= CHARACTERS_MAX ? text : text.substring(0, CHARACTERS_MAX) + "…";
  }
}
