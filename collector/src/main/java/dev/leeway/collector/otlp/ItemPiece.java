package dev.leeway.collector.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A stretch of an item's bytes that is kept, or can be made shorter. */
sealed interface ItemPiece {

  /** Appends the piece with no value longer than the cap. */
  void write(byte[] item, int capBytes, ProtoSink out);

  /** Adds the keys of values that are longer than the cap. */
  default void keysOver(int capBytes, List<String> keys) {}

  /** Kept byte for byte. */
  record Verbatim(int start, int end) implements ItemPiece {
    @Override
    public void write(byte[] item, int capBytes, ProtoSink out) {
      out.raw(item, start, end - start);
    }
  }

  /** A message with pieces of its own. */
  record Nested(int field, List<ItemPiece> pieces) implements ItemPiece {
    @Override
    public void write(byte[] item, int capBytes, ProtoSink out) {
      ProtoSink content = out.inner();
      pieces.forEach(piece -> piece.write(item, capBytes, content));
      out.field(field, content);
    }

    @Override
    public void keysOver(int capBytes, List<String> keys) {
      pieces.forEach(piece -> piece.keysOver(capBytes, keys));
    }
  }

  /**
   * A value: text is cut at a character, anything else becomes the empty value.
   *
   * @param field of the value in its message
   * @param start of the value's content
   * @param textStart of its text; -1 if it is no text
   */
  record Value(String key, int field, int start, int length, int textStart, int textLength)
      implements ItemPiece {
    private static final int TEXT_FIELD = 1;

    static Value of(String key, int field, byte[] item, int start, int length) {
      int textStart = -1;
      int textLength = 0;
      FieldCursor cursor = new FieldCursor(item, start, length);
      while (cursor.next()) {
        boolean text = cursor.isBytes(TEXT_FIELD);
        textStart = text ? cursor.contentStart() : -1;
        textLength = text ? cursor.contentLength() : 0;
      }
      return new Value(key, field, start, length, textStart, textLength);
    }

    @Override
    public void write(byte[] item, int capBytes, ProtoSink out) {
      if (!over(capBytes)) {
        out.varint(Wire.bytesTag(field)).varint(length).raw(item, start, length);
        return;
      }
      ProtoSink content = out.inner();
      if (textStart >= 0) {
        content.field(TEXT_FIELD, cut(item, capBytes));
      }
      out.field(field, content);
    }

    @Override
    public void keysOver(int capBytes, List<String> keys) {
      if (over(capBytes)) {
        keys.add(key);
      }
    }

    private boolean over(int capBytes) {
      return (textStart >= 0 ? textLength : length) > capBytes;
    }

    private byte[] cut(byte[] item, int capBytes) {
      int end = textStart + Math.min(capBytes, textLength);
      for (int back = 0; back < 3 && end > textStart && (item[end] & 0xC0) == 0x80; back++) {
        end--;
      }
      return Arrays.copyOfRange(item, textStart, end);
    }
  }

  /** The pieces of an item. */
  static List<ItemPiece> of(ItemFields fields, byte[] item) {
    return of(fields, item, 0, item.length);
  }

  private static List<ItemPiece> of(ItemFields fields, byte[] item, int start, int length) {
    List<ItemPiece> pieces = new ArrayList<>();
    FieldCursor cursor = new FieldCursor(item, start, length);
    while (cursor.next()) {
      if (cursor.isBytes(fields.attributes())) {
        pieces.add(keyValue(item, cursor));
      } else if (cursor.isBytes(fields.body())) {
        pieces.add(
            Value.of("body", fields.body(), item, cursor.contentStart(), cursor.contentLength()));
      } else if (cursor.isBytes(fields.nested())) {
        ItemFields inner = new ItemFields(fields.nestedAttributes(), 0, 0, 0);
        pieces.add(
            new Nested(
                fields.nested(), of(inner, item, cursor.contentStart(), cursor.contentLength())));
      } else {
        pieces.add(new Verbatim(cursor.start(), cursor.end()));
      }
    }
    return pieces;
  }

  private static ItemPiece keyValue(byte[] item, FieldCursor attribute) {
    FieldCursor cursor = new FieldCursor(item, attribute.contentStart(), attribute.contentLength());
    String key = "";
    List<ItemPiece> pieces = new ArrayList<>();
    while (cursor.next()) {
      if (cursor.isBytes(1)) {
        key =
            new String(
                item,
                cursor.contentStart(),
                Math.min(ItemTruncator.KEY_BYTES_MAX, cursor.contentLength()),
                UTF_8);
      }
      pieces.add(
          cursor.isBytes(2)
              ? Value.of(key, 2, item, cursor.contentStart(), cursor.contentLength())
              : new Verbatim(cursor.start(), cursor.end()));
    }
    return new Nested(attribute.number(), pieces);
  }
}
