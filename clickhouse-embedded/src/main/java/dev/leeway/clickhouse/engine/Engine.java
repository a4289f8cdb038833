package dev.leeway.clickhouse.engine;

import dev.leeway.clickhouse.config.ClickHouseConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The engine of this process: one data directory and three kinds of connections on it.
 *
 * <p>Writes, the owner's reads and guests' reads have lanes of their own, so that none can take the
 * others' place. A process opens one engine in its life.
 */
public final class Engine implements AutoCloseable {
  private final ChdbLibrary library;
  private final EngineConnection first;
  private final Lanes writers;
  private final Lanes readers;
  private final Lanes guests;

  private Engine(ClickHouseConfig config) {
    library = new ChdbLibrary(config.library());
    first = EngineConnection.open(library, EngineOptions.server(config));
    writers = lanes(config, "writes", config.writeConnections(), EngineOptions.owner(config));
    readers = lanes(config, "reads", config.readConnections(), EngineOptions.reader(config));
    guests =
        lanes(
            config, "reads without token", config.guestConnections(), EngineOptions.guest(config));
  }

  /** Opens the data directory; takes a second or so. */
  public static Engine open(ClickHouseConfig config) {
    return new Engine(config);
  }

  public Lanes writers() {
    return writers;
  }

  public Lanes readers() {
    return readers;
  }

  public Lanes guests() {
    return guests;
  }

  public List<Lanes> lanes() {
    return List.of(writers, readers, guests);
  }

  /** Waits for running statements, then flushes and stops the engine's threads. */
  @Override
  public void close() {
    lanes().forEach(Lanes::close);
    first.close();
    library.shutdown();
  }

  private Lanes lanes(
      ClickHouseConfig config, String kind, int count, Map<String, String> settings) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("path", config.dataDirectory().toAbsolutePath().toString());
    options.putAll(settings);
    Supplier<EngineConnection> connector = () -> EngineConnection.open(library, options);
    return new Lanes(
        kind, count, config.waitingRequests(), config.queueTimeout(), connector, settings);
  }
}
