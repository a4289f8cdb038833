package dev.leeway.collector;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;

/** HTTP/1.1 by hand, for headers that no client lets one set. */
public final class RawHttp {
  /** The first line of an answer. */
  record Reply(int status, String line) {}

  private RawHttp() {}

  static Reply get(int port, String path, Map<String, String> headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      socket.setSoTimeout(10_000);
      StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
      headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
      request.append("Connection: close\r\n\r\n");
      socket.getOutputStream().write(request.toString().getBytes(US_ASCII));
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      String line = String.valueOf(reader.readLine());
      return new Reply(Integer.parseInt(line.split(" ", -1)[1]), line);
    }
  }
}
