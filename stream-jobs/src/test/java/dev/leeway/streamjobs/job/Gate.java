package dev.leeway.streamjobs.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between the job and the engine and can be shut: connections then break and new ones are
 * refused.
 */
final class Gate implements AutoCloseable {
  private final URI behind;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean shut;

  Gate(URI behind) {
    this.behind = behind;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start("gate", this::acceptAll);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  void shut() {
    shut = true;
    open.forEach(Gate::end);
  }

  void open() {
    shut = false;
  }

  @Override
  public void close() {
    shut();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        open.add(client);
        if (shut) {
          end(client);
        } else {
          connect(client);
        }
      } catch (IOException closed) {
        // The next accept tells whether it was the server's end or a connection's.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket engine = new Socket();
    open.add(engine);
    engine.connect(new InetSocketAddress(behind.getHost(), behind.getPort()), 5_000);
    start("gate in", () -> copy(client, engine));
    start("gate out", () -> copy(engine, client));
  }

  private void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException broken) {
      // Both ends are closed below, which is how the other side learns of it.
    } finally {
      end(from);
      end(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void start(String name, Runnable work) {
    Thread.ofPlatform().daemon().name(name).start(work);
  }
}
