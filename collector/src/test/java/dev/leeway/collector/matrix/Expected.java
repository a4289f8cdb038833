package dev.leeway.collector.matrix;

import java.util.Map;

/**
 * What must come of a request.
 *
 * @param http status over HTTP
 * @param grpc status over gRPC, and in the body of an HTTP error
 * @param rejected items of a partial success
 * @param words in the message; the message must be absent where they are empty
 * @param stored items in Kafka afterwards
 * @param headers of an HTTP answer
 */
record Expected(
    int http, int grpc, long rejected, String words, int stored, Map<String, String> headers) {
  static final int OK = 0;
  static final int INVALID_ARGUMENT = 3;
  static final int PERMISSION_DENIED = 7;
  static final int RESOURCE_EXHAUSTED = 8;
  static final int UNIMPLEMENTED = 12;
  static final int UNAVAILABLE = 14;

  /** Success without a word. */
  static Expected stored(int items) {
    return new Expected(200, OK, 0, "", items, Map.of());
  }

  /** Partial success: some items are not taken, and are not to be sent again. */
  static Expected partly(int stored, long rejected, String words) {
    return new Expected(200, OK, rejected, words, stored, Map.of());
  }

  /** Partial success of none: all is taken, and there is something to say. */
  static Expected warned(int stored, String words) {
    return partly(stored, 0, words);
  }

  static Expected malformed(String words) {
    return refused(400, INVALID_ARGUMENT, words);
  }

  static Expected tooLarge(String words) {
    return refused(413, RESOURCE_EXHAUSTED, words);
  }

  static Expected unsupported(String words) {
    return refused(415, UNIMPLEMENTED, words);
  }

  static Expected notFound(String words) {
    return refused(404, UNIMPLEMENTED, words);
  }

  static Expected refused(int http, int grpc, String words) {
    return new Expected(http, grpc, 0, words, 0, Map.of());
  }

  Expected withHeader(String name, String value) {
    return new Expected(http, grpc, rejected, words, stored, Map.of(name, value));
  }

  boolean success() {
    return grpc == OK;
  }
}
