package dev.leeway.collector.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shortens an item's largest values, all to one length, until it fits; the others are not touched.
 *
 * <p>The item gets {@code leeway.truncated} = true and {@code leeway.truncated_keys}, the first
 * keys whose values were shortened.
 */
final class ItemTruncator {
  static final int KEY_BYTES_MAX = 128;

  private static final int KEYS_MAX = 16;
  private static final String FLAG = "leeway.truncated";
  private static final String KEYS = "leeway.truncated_keys";

  private final ItemFields fields;
  private final byte[] item;
  private final List<ItemPiece> pieces;

  private ItemTruncator(ItemFields fields, byte[] item) {
    this.fields = fields;
    this.item = item;
    this.pieces = ItemPiece.of(fields, item);
  }

  /** Empty if the item has more than that many bytes even without any value. */
  static Optional<byte[]> truncate(ItemFields fields, byte[] item, int bytesMax) {
    if (bytesMax <= 0) {
      return Optional.empty();
    }
    return new ItemTruncator(fields, item).truncate(bytesMax);
  }

  /** The greatest length of values with which the item fits, by bisection. */
  private Optional<byte[]> truncate(int bytesMax) {
    ProtoSink best = cappedAt(0, bytesMax);
    if (!best.fits()) {
      return Optional.empty();
    }
    int fits = 0;
    int tooLong = bytesMax + 1;
    while (tooLong - fits > 1) {
      int middle = (fits + tooLong) >>> 1;
      ProtoSink candidate = cappedAt(middle, bytesMax);
      if (candidate.fits()) {
        best = candidate;
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    return Optional.of(best.toByteArray());
  }

  private ProtoSink cappedAt(int capBytes, int bytesMax) {
    ProtoSink out = new ProtoSink(bytesMax);
    List<String> keys = new ArrayList<>();
    for (ItemPiece piece : pieces) {
      piece.write(item, capBytes, out);
      piece.keysOver(capBytes, keys);
    }
    out.field(fields.attributes(), keyValue(FLAG, new ProtoSink().varint(2 << 3).varint(1)));
    out.field(fields.attributes(), keyValue(KEYS, list(keys)));
    return out;
  }

  private static ProtoSink list(List<String> keys) {
    ProtoSink values = new ProtoSink();
    keys.stream()
        .distinct()
        .limit(KEYS_MAX)
        .forEach(key -> values.field(1, new ProtoSink().field(1, key.getBytes(UTF_8))));
    return new ProtoSink().field(5, values);
  }

  private static ProtoSink keyValue(String key, ProtoSink value) {
    return new ProtoSink().field(1, key.getBytes(UTF_8)).field(2, value);
  }
}
