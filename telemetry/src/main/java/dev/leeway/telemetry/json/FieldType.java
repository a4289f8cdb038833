package dev.leeway.telemetry.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one JSON member becomes one protobuf field.
 *
 * @param child of a MESSAGE
 * @param names of an ENUM, at the index of their number, with their prefix
 */
record FieldType(
    String name,
    int number,
    Kind kind,
    boolean repeated,
    @Nullable MessageType child,
    List<String> names) {

  /** The wire's kinds of value, and the three ways to write bytes in JSON. */
  enum Kind {
    STRING,
    HEX,
    BASE64,
    VARINT,
    ZIGZAG,
    BOOL,
    ENUM,
    FIXED32,
    FIXED64,
    DOUBLE,
    MESSAGE
  }

  FieldType {
    names = List.copyOf(names);
  }

  static FieldType scalar(String name, int number, Kind kind) {
    return new FieldType(name, number, kind, false, null, List.of());
  }

  static FieldType scalars(String name, int number, Kind kind) {
    return new FieldType(name, number, kind, true, null, List.of());
  }

  static FieldType message(String name, int number, MessageType child) {
    return new FieldType(name, number, Kind.MESSAGE, false, child, List.of());
  }

  static FieldType messages(String name, int number, MessageType child) {
    return new FieldType(name, number, Kind.MESSAGE, true, child, List.of());
  }

  static FieldType names(String name, int number, List<String> names) {
    return new FieldType(name, number, Kind.ENUM, false, null, names);
  }
}
