package dev.leeway.clickhouse.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the embedded engine is told. Every value has a default; all problems are reported together.
 *
 * @param dataDirectory the engine's own files; one process at a time
 * @param library {@code libchdb.so}, see {@link EngineLibrary}
 * @param port of the HTTP front on loopback; 0 takes any free one and keeps it over restarts
 * @param tokenFile holds the token of the owner; made at the first start, readable by its owner
 * @param logFile what the child writes to its standard error; two files of {@code logLimit} at most
 * @param memoryLimit of the whole child, JVM included
 * @param markCache the engine's cache of marks, inside the memory limit
 * @param writeConnections statements of the owner that are no reads, at the same time
 * @param readConnections reads of the owner at the same time
 * @param guestConnections reads without the token at the same time
 * @param mergeThreads background merges and mutations at the same time
 * @param waitingRequests requests that may wait for a connection of one kind
 * @param statementLimit the longest statement; the data of a streamed insert does not count
 * @param readTimeout the longest read
 * @param queueTimeout the longest wait for a free connection
 * @param startTimeout the longest wait for a child to be ready
 * @param lockTimeout how long the data directory may stay locked before its owner is ended
 */
public record ClickHouseConfig(
    Path dataDirectory,
    Path library,
    int port,
    Path tokenFile,
    Path logFile,
    ByteSize logLimit,
    ByteSize memoryLimit,
    ByteSize markCache,
    int writeConnections,
    int readConnections,
    int guestConnections,
    int mergeThreads,
    int waitingRequests,
    ByteSize statementLimit,
    Duration readTimeout,
    Duration queueTimeout,
    Duration startTimeout,
    Duration lockTimeout) {

  /** Less would leave the engine nothing beside its JVM. */
  private static final ByteSize MEMORY_MIN = ByteSize.ofMebibytes(512);

  public ClickHouseConfig {
    List<String> problems = new ArrayList<>();
    expect(problems, port >= 0 && port <= 65_535, "port of 0 to 65535", port);
    expect(
        problems,
        memoryLimit.bytes() >= MEMORY_MIN.bytes(),
        "memoryLimit of at least " + MEMORY_MIN,
        memoryLimit);
    expect(
        problems,
        markCache.bytes() <= memoryLimit.bytes() / 2,
        "markCache of at most half the memoryLimit",
        markCache);
    expectCount(problems, "writeConnections", writeConnections);
    expectCount(problems, "readConnections", readConnections);
    expectCount(problems, "guestConnections", guestConnections);
    expectCount(problems, "mergeThreads", mergeThreads);
    expect(problems, waitingRequests >= 0, "waitingRequests of at least 0", waitingRequests);
    expect(
        problems,
        statementLimit.bytes() >= 1024
            && statementLimit.bytes() <= ByteSize.ofMebibytes(64).bytes(),
        "statementLimit of 1 KiB to 64 MiB",
        statementLimit);
    expect(problems, logLimit.bytes() >= 4096, "logLimit of at least 4 KiB", logLimit);
    expectPositive(problems, "readTimeout", readTimeout);
    expectPositive(problems, "queueTimeout", queueTimeout);
    expectPositive(problems, "startTimeout", startTimeout);
    expectPositive(problems, "lockTimeout", lockTimeout);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("ClickHouse: " + String.join("; ", problems));
    }
  }

  /** The defaults, with data, token and log under {@code home}. */
  public static ClickHouseConfig inHome(Path home, Path library) {
    return new ClickHouseConfig(
        home.resolve("clickhouse"),
        library,
        8123,
        home.resolve("clickhouse.token"),
        home.resolve("logs").resolve("clickhouse.log"),
        ByteSize.ofMebibytes(8),
        ByteSize.ofMebibytes(1280),
        ByteSize.ofMebibytes(128),
        4,
        4,
        3,
        2,
        256,
        ByteSize.ofMebibytes(4),
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofSeconds(10));
  }

  public ClickHouseConfig withPort(int newPort) {
    return new ClickHouseConfig(
        dataDirectory,
        library,
        newPort,
        tokenFile,
        logFile,
        logLimit,
        memoryLimit,
        markCache,
        writeConnections,
        readConnections,
        guestConnections,
        mergeThreads,
        waitingRequests,
        statementLimit,
        readTimeout,
        queueTimeout,
        startTimeout,
        lockTimeout);
  }

  public ClickHouseConfig withMemoryLimit(ByteSize newLimit) {
    return new ClickHouseConfig(
        dataDirectory,
        library,
        port,
        tokenFile,
        logFile,
        logLimit,
        newLimit,
        markCache,
        writeConnections,
        readConnections,
        guestConnections,
        mergeThreads,
        waitingRequests,
        statementLimit,
        readTimeout,
        queueTimeout,
        startTimeout,
        lockTimeout);
  }

  public ClickHouseConfig withTimeouts(Duration newReadTimeout, Duration newLockTimeout) {
    return new ClickHouseConfig(
        dataDirectory,
        library,
        port,
        tokenFile,
        logFile,
        logLimit,
        memoryLimit,
        markCache,
        writeConnections,
        readConnections,
        guestConnections,
        mergeThreads,
        waitingRequests,
        statementLimit,
        newReadTimeout,
        queueTimeout,
        startTimeout,
        newLockTimeout);
  }

  public ClickHouseConfig withConnections(
      int newWriteConnections, int newReadConnections, int newGuestConnections, int newWaiting) {
    return new ClickHouseConfig(
        dataDirectory,
        library,
        port,
        tokenFile,
        logFile,
        logLimit,
        memoryLimit,
        markCache,
        newWriteConnections,
        newReadConnections,
        newGuestConnections,
        mergeThreads,
        newWaiting,
        statementLimit,
        readTimeout,
        queueTimeout,
        startTimeout,
        lockTimeout);
  }

  private static void expect(List<String> problems, boolean holds, String what, Object came) {
    if (!holds) {
      problems.add("expected a " + what + ", came: " + came);
    }
  }

  private static void expectCount(List<String> problems, String name, int value) {
    expect(problems, value >= 1 && value <= 64, name + " of 1 to 64", value);
  }

  private static void expectPositive(List<String> problems, String name, Duration value) {
    expect(problems, value.isPositive(), name + " longer than 0", value);
  }
}
