package dev.leeway.telemetry.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Objects;

/**
 * Writes the JSON object at the parser's place as a protobuf message. Not thread-safe.
 *
 * <p>It recurses as deep as OTLP's messages nest, and into values up to a bound.
 */
final class MessageConverter {
  private final JsonParser parser;
  private final ProtoBuffer out;
  private final UnknownMembers unknown;
  private int valueDepth;

  MessageConverter(JsonParser parser, ProtoBuffer out, UnknownMembers unknown) {
    this.parser = parser;
    this.out = out;
    this.unknown = unknown;
  }

  /** From START_OBJECT to its END_OBJECT. */
  void convert(MessageType type) throws IOException, NotOtlpJson {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      FieldType field = OtlpSchema.field(type, name);
      JsonToken value = parser.nextToken();
      if (field == null) {
        unknown.met(type, name, parser);
        parser.skipChildren();
      } else if (value != JsonToken.VALUE_NULL) {
        member(field);
      }
    }
  }

  private void member(FieldType field) throws IOException, NotOtlpJson {
    if (!field.repeated()) {
      single(field);
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw notAnArray(field);
    }
    if (field.kind() == FieldType.Kind.MESSAGE || field.kind() == FieldType.Kind.STRING) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        element(field);
      }
    } else {
      packed(field);
    }
  }

  private void element(FieldType field) throws IOException, NotOtlpJson {
    if (parser.currentToken() != JsonToken.VALUE_NULL) {
      single(field);
    } else if (field.child() == MessageType.ANY_VALUE) {
      // An empty value: the others keep their places.
      out.end(out.begin(field.number()));
    }
  }

  private void single(FieldType field) throws IOException, NotOtlpJson {
    int number = field.number();
    switch (field.kind()) {
      case STRING -> out.bytes(number, Scalars.text(parser, field).getBytes(UTF_8));
      case HEX -> out.bytes(number, Scalars.hex(parser, field));
      case BASE64 -> out.bytes(number, Scalars.base64(parser, field));
      case VARINT -> out.varint(number, Scalars.integer(parser, field));
      case ZIGZAG -> out.varint(number, zigzag(Scalars.integer(parser, field)));
      case BOOL -> out.varint(number, Scalars.bool(parser, field) ? 1 : 0);
      case ENUM -> out.varint(number, Scalars.enumeration(parser, field));
      case FIXED32 -> out.fixed32(number, (int) Scalars.integer(parser, field));
      case FIXED64 -> out.fixed64(number, Scalars.integer(parser, field));
      case DOUBLE -> out.fixed64(number, Double.doubleToLongBits(Scalars.number(parser, field)));
      case MESSAGE -> message(field);
    }
  }

  private void message(FieldType field) throws IOException, NotOtlpJson {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw notAnObject(field);
    }
    MessageType child = Objects.requireNonNull(field.child());
    int start = out.begin(field.number());
    if (child != MessageType.ANY_VALUE) {
      convert(child);
    } else if (valueDepth == OtlpJson.DEPTH_MAX) {
      parser.skipChildren();
    } else {
      valueDepth++;
      convert(child);
      valueDepth--;
    }
    out.end(start);
  }

  private void packed(FieldType field) throws IOException, NotOtlpJson {
    int start = out.begin(field.number());
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.VALUE_NULL) {
        throw Scalars.expected(parser, field, "numbers");
      }
      switch (field.kind()) {
        case FIXED64 -> out.rawFixed(Scalars.integer(parser, field), Long.BYTES);
        case DOUBLE ->
            out.rawFixed(Double.doubleToLongBits(Scalars.number(parser, field)), Long.BYTES);
        case VARINT -> out.rawVarint(Scalars.integer(parser, field));
        case STRING, HEX, BASE64, ZIGZAG, BOOL, ENUM, FIXED32, MESSAGE ->
            throw new IllegalStateException("no packed field of this kind: " + field);
      }
    }
    out.end(start);
  }

  private static long zigzag(long value) {
    int narrow = (int) value;
    return ((long) ((narrow << 1) ^ (narrow >> 31))) & 0xFFFF_FFFFL;
  }

  private NotOtlpJson notAnArray(FieldType field) throws IOException {
    if (field.child() == MessageType.KEY_VALUE && parser.currentToken() == JsonToken.START_OBJECT) {
      return new NotOtlpJson(
          field.name()
              + " must be an array of {\"key\": \"…\", \"value\": {\"stringValue\": \"…\"}}, came an"
              + " object at "
              + Place.of(parser));
    }
    return Scalars.expected(parser, field, "an array");
  }

  private NotOtlpJson notAnObject(FieldType field) throws IOException {
    return Scalars.expected(
        parser,
        field,
        field.child() == MessageType.ANY_VALUE
            ? "an object like {\"stringValue\": \"…\"} or {\"intValue\": \"1\"}"
            : "an object");
  }
}
