package dev.leeway.clickhouse.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A response body that keeps its beginning back, so that a statement which fails early is answered
 * with the status of a failure.
 *
 * <p>Up to {@code holdBytes} wait in memory; what is longer is sent in chunks as it comes. Not
 * thread-safe.
 */
final class DeferredBody extends OutputStream {
  private final HttpExchange exchange;
  private final int holdBytes;
  private final Runnable beforeHeaders;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream(1 << 13);
  private boolean committed;

  /**
   * @param beforeHeaders sets the headers that are known late
   */
  DeferredBody(HttpExchange exchange, int holdBytes, Runnable beforeHeaders) {
    this.exchange = exchange;
    this.holdBytes = holdBytes;
    this.beforeHeaders = beforeHeaders;
  }

  /** Whether the status is sent, so that a failure can only break the connection. */
  boolean isCommitted() {
    return committed;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] data, int offset, int length) throws IOException {
    if (!committed && held.size() + length > holdBytes) {
      commit();
    }
    if (committed) {
      exchange.getResponseBody().write(data, offset, length);
    } else {
      held.write(data, offset, length);
    }
  }

  /** Sends what waits, and ends the response. */
  void finish() throws IOException {
    if (!committed) {
      committed = true;
      beforeHeaders.run();
      exchange.sendResponseHeaders(200, held.size() == 0 ? -1 : held.size());
      held.writeTo(exchange.getResponseBody());
    }
    exchange.getResponseBody().close();
  }

  private void commit() throws IOException {
    committed = true;
    beforeHeaders.run();
    exchange.sendResponseHeaders(200, 0);
    held.writeTo(exchange.getResponseBody());
    held.reset();
  }
}
