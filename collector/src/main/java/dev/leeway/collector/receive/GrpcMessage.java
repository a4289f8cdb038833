package dev.leeway.collector.receive;

import java.util.Arrays;

/** The one message in the body of a unary gRPC call. */
sealed interface GrpcMessage {

  /** The message's bytes, compressed if its flag says so. */
  @SuppressWarnings("ArrayRecordComponent") // Megabytes that are handed on, not compared.
  record Framed(boolean compressed, byte[] bytes) implements GrpcMessage {}

  /** No message, or more than one, or less than one. */
  record Broken(String reason) implements GrpcMessage {}

  /** A flag and four bytes of length. */
  int PREFIX_BYTES = 5;

  static GrpcMessage of(byte[] body) {
    if (body.length < PREFIX_BYTES) {
      return new Broken("expected one message, came a body of " + body.length + " bytes");
    }
    long length =
        (body[1] & 0xFFL) << 24 | (body[2] & 0xFF) << 16 | (body[3] & 0xFF) << 8 | (body[4] & 0xFF);
    if (length != body.length - PREFIX_BYTES) {
      return new Broken(
          "expected one message of "
              + length
              + " bytes, came "
              + (body.length - PREFIX_BYTES)
              + " bytes");
    }
    if (body[0] != 0 && body[0] != 1) {
      return new Broken("expected a compression flag of 0 or 1, came " + body[0]);
    }
    return new Framed(body[0] == 1, Arrays.copyOfRange(body, PREFIX_BYTES, body.length));
  }

  /** An uncompressed message with its prefix. */
  static byte[] frame(byte[] message) {
    byte[] framed = new byte[PREFIX_BYTES + message.length];
    framed[1] = (byte) (message.length >>> 24);
    framed[2] = (byte) (message.length >>> 16);
    framed[3] = (byte) (message.length >>> 8);
    framed[4] = (byte) message.length;
    System.arraycopy(message, 0, framed, PREFIX_BYTES, message.length);
    return framed;
  }
}
