package dev.leeway.standalone.bench.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * Posts over HTTP/1.1 with a socket and little else: on a machine with few cores a full client
 * would be the slowest part of what is measured. Not thread-safe.
 */
final class HttpConnection implements Connection {
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int LINE_BYTES_MAX = 8_192;
  private static final int BODY_BYTES_MAX = 1 << 20;

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private final String head;

  HttpConnection(URI server, String path) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    out = socket.getOutputStream();
    in = new BufferedInputStream(socket.getInputStream(), 4_096);
    head =
        "POST %s HTTP/1.1\r\nhost: %s\r\ncontent-type: application/x-protobuf\r\ncontent-length: "
            .formatted(path, server.getAuthority());
  }

  @Override
  public boolean post(byte[] body) throws IOException {
    out.write((head + body.length + "\r\n\r\n").getBytes(US_ASCII));
    out.write(body);
    String status = line();
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String name = header.toLowerCase(Locale.ROOT);
      if (name.startsWith("content-length:")) {
        length = Integer.parseInt(name.substring("content-length:".length()).strip());
      } else if (name.startsWith("transfer-encoding:")) {
        throw new IOException("expected an answer with a content-length, came " + header);
      }
    }
    if (length > BODY_BYTES_MAX) {
      throw new IOException("expected a short answer, came one of " + length + " bytes");
    }
    byte[] answer = in.readNBytes(length);
    return status.startsWith("HTTP/1.1 2") && PartialSuccess.none(answer);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.length() > LINE_BYTES_MAX) {
        throw new IOException("the connection broke off in an answer: " + line);
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
