package dev.leeway.clickhouse.supervisor;

import dev.leeway.clickhouse.child.EngineMain;
import dev.leeway.clickhouse.config.ClickHouseConfig;
import dev.leeway.clickhouse.config.ConfigArguments;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jpountz.lz4.LZ4Factory;
import org.jspecify.annotations.NullMarked;

/** The command line of the child: a small JVM with only the jars that it needs. */
final class ChildCommand {
  private ChildCommand() {}

  static List<String> of(ClickHouseConfig config) {
    List<String> command = new ArrayList<>();
    // Control-C goes to the whole group of a terminal, and the parent still writes while it stops.
    command.addAll(List.of("/bin/sh", "-c", "trap '' INT; exec \"$0\" \"$@\""));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xms16m",
            "-Xmx96m",
            "-XX:MaxDirectMemorySize=32m",
            "-XX:MaxMetaspaceSize=64m",
            "-XX:ReservedCodeCacheSize=32m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + config.logFile().toAbsolutePath() + ".crash",
            "--enable-native-access=ALL-UNNAMED",
            "-Dsun.net.httpserver.nodelay=true",
            "-Dsun.net.httpserver.idleInterval=120",
            "-Dsun.net.httpserver.maxIdleConnections=256",
            "-Dsun.net.httpserver.maxReqTime=600",
            "-Djdk.httpserver.maxConnections=1024"));
    command.add("-cp");
    command.add(classPath());
    command.add(EngineMain.class.getName());
    command.addAll(ConfigArguments.of(config));
    return command;
  }

  /** Whether a running process's command line is one of ours for this data directory. */
  static boolean isOf(String commandLine, ClickHouseConfig config) {
    return commandLine.contains(EngineMain.class.getName())
        && commandLine.contains("dataDirectory=" + config.dataDirectory().toAbsolutePath());
  }

  private static String classPath() {
    Set<String> places = new LinkedHashSet<>();
    for (Class<?> needed : List.of(EngineMain.class, LZ4Factory.class, NullMarked.class)) {
      places.add(placeOf(needed));
    }
    return String.join(File.pathSeparator, places);
  }

  private static String placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("expected a jar or a folder with " + type, e);
    }
  }
}
