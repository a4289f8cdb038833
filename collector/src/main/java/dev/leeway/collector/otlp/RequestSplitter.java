package dev.leeway.collector.otlp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Makes of one request as many as are needed for each to fit into a Kafka record, without the items
 * that were refused. An item that is too large alone has its largest attributes truncated.
 */
public final class RequestSplitter {

  /** A request of its own, with the number of its items. */
  @SuppressWarnings("ArrayRecordComponent") // Megabytes that are handed on, not compared.
  public record Part(byte[] bytes, int items) {}

  /**
   * What came of a request.
   *
   * @param truncated items that are in the parts with shortened attributes
   * @param tooLarge items that are in no part
   */
  public record Parts(List<Part> parts, int truncated, int tooLarge) {
    public Parts {
      parts = List.copyOf(parts);
    }
  }

  private final byte[] bytes;
  private final BitSet refusedItems;
  private final int partBytesMax;
  private final List<Part> parts = new ArrayList<>();
  private final List<RequestNode> way = new ArrayList<>();
  private RequestPart part;
  private int ordinal;
  private int truncated;
  private int tooLarge;

  private RequestSplitter(byte[] bytes, BitSet refusedItems, int partBytesMax) {
    this.bytes = bytes;
    this.refusedItems = refusedItems;
    this.partBytesMax = partBytesMax;
    this.part = new RequestPart(bytes);
  }

  /**
   * Splits bytes that {@link OtlpScanner} has read.
   *
   * @param refusedItems ordinals to leave out
   */
  public static Parts split(Signal signal, byte[] bytes, BitSet refusedItems, int partBytesMax) {
    RequestSplitter splitter = new RequestSplitter(bytes, refusedItems, partBytesMax);
    splitter.walk(RequestNode.of(signal, bytes), signal);
    splitter.flush();
    return new Parts(splitter.parts, splitter.truncated, splitter.tooLarge);
  }

  private void walk(RequestNode node, Signal signal) {
    if (node.item()) {
      if (!refusedItems.get(ordinal++)) {
        add(node, signal);
      }
      return;
    }
    way.add(node);
    for (RequestNode child : node.children()) {
      walk(child, signal);
    }
    way.removeLast();
  }

  private void add(RequestNode node, Signal signal) {
    byte[] item = Arrays.copyOfRange(bytes, node.start(), node.start() + node.length());
    int alone = new RequestPart(bytes).bytesWith(way, item.length);
    if (alone > partBytesMax) {
      Optional<byte[]> shorter =
          ItemTruncator.truncate(
              ItemFields.of(signal, way.getLast().field()),
              item,
              item.length - (alone - partBytesMax));
      if (shorter.isEmpty()) {
        tooLarge++;
        return;
      }
      item = shorter.get();
      truncated++;
    }
    if (part.items() > 0 && part.bytesWith(way, item.length) > partBytesMax) {
      flush();
    }
    part.add(way, node.field(), item);
  }

  private void flush() {
    if (part.items() > 0) {
      parts.add(new Part(part.toByteArray(), part.items()));
      part = new RequestPart(bytes);
    }
  }
}
