package dev.leeway.signals.json;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A JSON value as a tree. Numbers are equal when their values are, however they were written. */
public sealed interface JsonValue {

  /** An object; of members with one name the last counts. */
  record Members(Map<String, JsonValue> values) implements JsonValue {
    public Members {
      values = Collections.unmodifiableMap(values);
    }
  }

  /** An array. */
  record Items(List<JsonValue> values) implements JsonValue {
    public Items {
      values = Collections.unmodifiableList(values);
    }
  }

  record Text(String value) implements JsonValue {}

  record Numeric(double value) implements JsonValue {
    public boolean whole() {
      return value == Math.rint(value);
    }
  }

  record Truth(boolean value) implements JsonValue {}

  record Null() implements JsonValue {}
}
