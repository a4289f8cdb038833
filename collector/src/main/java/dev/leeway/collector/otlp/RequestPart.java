package dev.leeway.collector.otlp;

import java.util.ArrayList;
import java.util.List;

/**
 * A request that is being put together from some items of a larger one, each within the resource,
 * scope and metric that it came in. Not thread-safe.
 */
final class RequestPart {
  /** A tag of one byte, as all of OTLP's on this way are, and a length of at most five. */
  static final int HEADER_BYTES_MAX = 6;

  /** A message on the way to items, with what of it belongs to this part. */
  private static final class Branch {
    final RequestNode source;
    final List<Branch> branches = new ArrayList<>();
    final List<byte[]> items = new ArrayList<>();

    Branch(RequestNode source) {
      this.source = source;
    }

    int bytes() {
      int sum = source.ownBytes();
      for (Branch branch : branches) {
        sum += Wire.fieldBytes(Wire.bytesTag(branch.source.field()), branch.bytes());
      }
      for (byte[] item : items) {
        sum += item.length;
      }
      return sum;
    }
  }

  private final byte[] bytes;
  private final List<Branch> open = new ArrayList<>();
  private int items;
  private int bytesMost;

  RequestPart(byte[] bytes) {
    this.bytes = bytes;
  }

  int items() {
    return items;
  }

  /** What the part would have at most with that item, whose way from the request is given. */
  int bytesWith(List<RequestNode> way, int itemBytes) {
    int sum = bytesMost + HEADER_BYTES_MAX + itemBytes;
    for (int level = shared(way); level < way.size(); level++) {
      sum += HEADER_BYTES_MAX + way.get(level).ownBytes();
    }
    return sum;
  }

  void add(List<RequestNode> way, int field, byte[] item) {
    bytesMost = bytesWith(way, item.length);
    int shared = shared(way);
    while (open.size() > shared && open.size() > 1) {
      open.removeLast();
    }
    for (int level = open.size(); level < way.size(); level++) {
      Branch branch = new Branch(way.get(level));
      if (level > 0) {
        open.getLast().branches.add(branch);
      }
      open.add(branch);
    }
    open.getLast().items.add(new ProtoSink().field(field, item).toByteArray());
    items++;
  }

  byte[] toByteArray() {
    ProtoSink out = new ProtoSink();
    write(open.getFirst(), out);
    return out.toByteArray();
  }

  private void write(Branch branch, ProtoSink out) {
    for (int[] range : branch.source.own()) {
      out.raw(bytes, range[0], range[1] - range[0]);
    }
    for (Branch child : branch.branches) {
      out.varint(Wire.bytesTag(child.source.field())).varint(child.bytes());
      write(child, out);
    }
    for (byte[] item : branch.items) {
      out.raw(item, 0, item.length);
    }
  }

  /** How many messages of the way are the ones that are open: the same, not equal ones. */
  @SuppressWarnings("ReferenceEquality")
  private int shared(List<RequestNode> way) {
    int level = 0;
    while (level < open.size() && level < way.size() && open.get(level).source == way.get(level)) {
      level++;
    }
    return level;
  }
}
