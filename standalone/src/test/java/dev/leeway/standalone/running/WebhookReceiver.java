package dev.leeway.standalone.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The HTTP server of a team that is told of findings: keeps what it is sent. */
final class WebhookReceiver implements AutoCloseable {
  /** One message with the header that signs it. */
  @SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
  record Message(String signature, byte[] body, JsonNode json) {}

  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  WebhookReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          messages.add(
              new Message(
                  String.valueOf(exchange.getRequestHeaders().getFirst("Leeway-Signature")),
                  body,
                  new ObjectMapper().readTree(body)));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  List<Message> about(String agent, String signal) {
    return messages.stream()
        .filter(message -> message.json.at("/finding/slice/agent").asText().equals(agent))
        .filter(message -> message.json.at("/finding/signal").asText().equals(signal))
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
