package dev.leeway.collector.intake;

/** Guesses what an unreadable body is, if its headers say something else. */
final class BodyLabel {
  private BodyLabel() {}

  /** The rest of a sentence about a body, decompressed as it was labelled; empty for no guess. */
  static String hint(Export export, byte[] body) {
    if (startsWith(body, 0x1F, 0x8B)) {
      return "; it looks like gzip, which no header says";
    }
    if (startsWith(body, 0x28, 0xB5, 0x2F, 0xFD)) {
      return "; it looks like zstd, which no header says";
    }
    return switch (export.format()) {
      case PROTOBUF ->
          startsWith(body, '{') ? "; it looks like JSON, which is application/json" : "";
      case JSON ->
          startsWith(body, '\n') && !startsWith(body, '\n', '{')
              ? "; it looks like protobuf, which is application/x-protobuf"
              : "";
    };
  }

  private static boolean startsWith(byte[] body, int... bytes) {
    if (body.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (body[i] != (byte) bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
