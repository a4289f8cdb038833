package dev.leeway.standalone.bench.ingest;

import java.io.IOException;

/** One client's way to a server; one request at a time. Not thread-safe. */
sealed interface Connection extends AutoCloseable permits HttpConnection, GrpcConnection {
  /** Sends protobuf and waits for the answer: whether all of it was taken. */
  boolean post(byte[] body) throws IOException;

  @Override
  void close() throws IOException;
}
