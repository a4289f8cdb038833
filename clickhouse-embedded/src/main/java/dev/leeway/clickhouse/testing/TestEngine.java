package dev.leeway.clickhouse.testing;

import dev.leeway.clickhouse.config.ByteSize;
import dev.leeway.clickhouse.config.ClickHouseConfig;
import dev.leeway.clickhouse.config.EngineLibrary;
import dev.leeway.clickhouse.supervisor.EngineException;
import dev.leeway.clickhouse.supervisor.EngineSupervisor;
import dev.leeway.clickhouse.supervisor.RunningEngine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One ClickHouse for all tests of a JVM: the embedded engine in a temporary folder, or the server
 * that the environment variable {@code LEEWAY_TEST_CLICKHOUSE_URL} names, with its user and
 * password in the address.
 *
 * <p>The engine needs the system property {@code leeway.root}, the project's folder. Thread-safe.
 */
public final class TestEngine {
  private static final String SERVER = "LEEWAY_TEST_CLICKHOUSE_URL";
  private static @Nullable RunningEngine engine;

  private TestEngine() {}

  /**
   * A new, empty database for a test class, dropped with the JVM's engine.
   *
   * @return where it is and how to get in
   */
  public static TestDatabase databaseFor(Class<?> test) {
    TestServer server = server();
    String name =
        "test_"
            + test.getSimpleName().toLowerCase(Locale.ROOT)
            + "_"
            + UUID.randomUUID().toString().substring(0, 8);
    TestDatabase database = new TestDatabase(server.uri(), name, server.user(), server.password());
    database.execute("CREATE DATABASE `" + name + "`", "default");
    return database;
  }

  /** The embedded engine that the tests of this JVM share, for tests of its own behaviour. */
  public static synchronized RunningEngine embedded() {
    RunningEngine running = engine;
    if (running == null) {
      running = start();
      engine = running;
    }
    return running;
  }

  private static TestServer server() {
    String address = System.getenv(SERVER);
    if (address == null || address.isEmpty()) {
      RunningEngine running = embedded();
      return new TestServer(running.uri(), "leeway", running.token());
    }
    URI uri = URI.create(address);
    String userInfo = uri.getUserInfo() == null ? "default:" : uri.getUserInfo() + ":";
    String[] parts = userInfo.split(":", -1);
    return new TestServer(
        URI.create(uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort()),
        parts[0],
        parts[1]);
  }

  private static RunningEngine start() {
    String root = System.getProperty("leeway.root");
    if (root == null) {
      throw new IllegalStateException(
          "expected the system property leeway.root with the project's folder, came none");
    }
    try {
      Path home = Files.createTempDirectory("leeway-test-engine");
      RunningEngine running =
          EngineSupervisor.start(
              ClickHouseConfig.inHome(home, EngineLibrary.under(Path.of(root)))
                  .withPort(0)
                  .withMemoryLimit(ByteSize.ofMebibytes(1024)));
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> {
                running.close();
                delete(home);
              }));
      return running;
    } catch (IOException | EngineException e) {
      throw new IllegalStateException("the embedded engine could not be started: " + e, e);
    }
  }

  private static void delete(Path folder) {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // It lies in the temporary folder, which somebody else sweeps.
    }
  }

  private record TestServer(URI uri, String user, String password) {}
}
