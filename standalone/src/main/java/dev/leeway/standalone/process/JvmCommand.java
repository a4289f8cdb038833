package dev.leeway.standalone.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for further JVMs with this one's class path. */
final class JvmCommand {
  private JvmCommand() {}

  /** The whole product, with the memory of {@code ./leeway up}. */
  static List<String> server() {
    List<String> command = java();
    command.addAll(
        List.of(
            "-Xmx1536m",
            "-Xss512k",
            "-XX:MaxDirectMemorySize=256m",
            "-XX:MaxMetaspaceSize=320m",
            "-XX:ReservedCodeCacheSize=128m",
            "-XX:+ExitOnOutOfMemoryError"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag ->
            flag.startsWith("--add-opens")
                || flag.startsWith("--enable-native-access")
                || flag.startsWith("--sun-misc")
                || flag.startsWith("-Dleeway."))
        .forEach(command::add);
    return withClassPath(command, "dev.leeway.standalone.LeewayMain");
  }

  /** A small tool on one core, where the system can pin it. */
  static List<String> pinnedTool(String mainClass) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/taskset"))) {
      int last = Runtime.getRuntime().availableProcessors() - 1;
      command.addAll(List.of("/usr/bin/taskset", "-c", Integer.toString(last)));
    }
    command.addAll(java());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC"));
    return withClassPath(command, mainClass);
  }

  private static List<String> java() {
    return new ArrayList<>(
        List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
  }

  private static List<String> withClassPath(List<String> command, String mainClass) {
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    return command;
  }
}
