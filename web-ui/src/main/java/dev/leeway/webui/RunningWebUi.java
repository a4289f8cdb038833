package dev.leeway.webui;

import dev.leeway.webui.lag.LagReader;
import dev.leeway.webui.lag.LagReading;
import java.util.Objects;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A started web process. Closing it stops the server and ends open sessions. */
public final class RunningWebUi implements AutoCloseable {
  private final ConfigurableApplicationContext context;
  private final int port;

  RunningWebUi(ConfigurableApplicationContext context) {
    this.context = context;
    WebServerApplicationContext server = (WebServerApplicationContext) context;
    port = Objects.requireNonNull(server.getWebServer(), "no web server was started").getPort();
  }

  /** The port that it listens on, also when the configuration asked for any. */
  public int port() {
    return port;
  }

  /** How far behind what it shows is, as storage said lately. */
  public LagReading lag() {
    return context.getBean(LagReader.class).read();
  }

  @Override
  public void close() {
    context.close();
  }
}
