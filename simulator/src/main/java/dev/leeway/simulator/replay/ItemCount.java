package dev.leeway.simulator.replay;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.leeway.simulator.otlp.OtlpSignal;
import java.io.IOException;

/** Counts the items of a request whose items may be malformed. */
final class ItemCount {
  /** Field numbers that lead to a span and to a log record alike. */
  private static final int[] PATH = {1, 2, 2};

  private ItemCount() {}

  /** Spans, data points or log records; 1 where the bytes do not even hold places for them. */
  static long of(OtlpSignal signal, byte[] request) {
    try {
      return switch (signal) {
        case TRACES, LOGS -> below(CodedInputStream.newInstance(request), 0);
        case METRICS -> OtlpBody.parse(signal, request).items();
      };
    } catch (InvalidProtocolBufferException e) {
      return 1;
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory are always read", e);
    }
  }

  private static long below(CodedInputStream in, int depth) throws IOException {
    long items = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag != ((PATH[depth] << 3) | 2)) {
        in.skipField(tag);
      } else if (depth == PATH.length - 1) {
        in.skipField(tag);
        items++;
      } else {
        int outer = in.pushLimit(in.readRawVarint32());
        items += below(in, depth + 1);
        in.popLimit(outer);
      }
    }
    return items;
  }
}
