package dev.leeway.clickhouse.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The configuration as command-line arguments {@code name=value}, from parent to child. */
public final class ConfigArguments {
  private ConfigArguments() {}

  public static List<String> of(ClickHouseConfig config) {
    List<String> arguments = new ArrayList<>();
    arguments.add("dataDirectory=" + config.dataDirectory().toAbsolutePath());
    arguments.add("library=" + config.library().toAbsolutePath());
    arguments.add("port=" + config.port());
    arguments.add("tokenFile=" + config.tokenFile().toAbsolutePath());
    arguments.add("logFile=" + config.logFile().toAbsolutePath());
    arguments.add("logLimit=" + config.logLimit().bytes());
    arguments.add("memoryLimit=" + config.memoryLimit().bytes());
    arguments.add("markCache=" + config.markCache().bytes());
    arguments.add("writeConnections=" + config.writeConnections());
    arguments.add("readConnections=" + config.readConnections());
    arguments.add("guestConnections=" + config.guestConnections());
    arguments.add("mergeThreads=" + config.mergeThreads());
    arguments.add("waitingRequests=" + config.waitingRequests());
    arguments.add("statementLimit=" + config.statementLimit().bytes());
    arguments.add("readTimeout=" + config.readTimeout());
    arguments.add("queueTimeout=" + config.queueTimeout());
    arguments.add("startTimeout=" + config.startTimeout());
    arguments.add("lockTimeout=" + config.lockTimeout());
    return List.copyOf(arguments);
  }

  public static ClickHouseConfig parse(List<String> arguments) {
    Map<String, String> values = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("expected name=value, came: " + argument);
      }
      values.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    ClickHouseConfig config =
        new ClickHouseConfig(
            Path.of(take(values, "dataDirectory")),
            Path.of(take(values, "library")),
            Integer.parseInt(take(values, "port")),
            Path.of(take(values, "tokenFile")),
            Path.of(take(values, "logFile")),
            new ByteSize(Long.parseLong(take(values, "logLimit"))),
            new ByteSize(Long.parseLong(take(values, "memoryLimit"))),
            new ByteSize(Long.parseLong(take(values, "markCache"))),
            Integer.parseInt(take(values, "writeConnections")),
            Integer.parseInt(take(values, "readConnections")),
            Integer.parseInt(take(values, "guestConnections")),
            Integer.parseInt(take(values, "mergeThreads")),
            Integer.parseInt(take(values, "waitingRequests")),
            new ByteSize(Long.parseLong(take(values, "statementLimit"))),
            Duration.parse(take(values, "readTimeout")),
            Duration.parse(take(values, "queueTimeout")),
            Duration.parse(take(values, "startTimeout")),
            Duration.parse(take(values, "lockTimeout")));
    if (!values.isEmpty()) {
      throw new IllegalArgumentException("unknown arguments: " + values.keySet());
    }
    return config;
  }

  private static String take(Map<String, String> values, String name) {
    String value = values.remove(name);
    if (value == null) {
      throw new IllegalArgumentException("expected the argument " + name + ", came none");
    }
    return value;
  }
}
