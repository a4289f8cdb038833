package dev.leeway.standalone.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for further JVMs with this one's class path. */
public final class JvmCommand {
  private static final Path TASKSET = Path.of("/usr/bin/taskset");

  private JvmCommand() {}

  /** The whole product, with the memory of {@code ./leeway up}. */
  public static List<String> server() {
    return server("dev.leeway.standalone.LeewayMain");
  }

  /** A part of the product with the same flags. */
  public static List<String> server(String mainClass) {
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
                || flag.startsWith("--sun-misc"))
        .forEach(command::add);
    command.add("-Dleeway.root=" + System.getProperty("leeway.root", "."));
    return withClassPath(command, mainClass);
  }

  /** A small tool of this program. */
  public static List<String> tool(String mainClass) {
    List<String> command = java();
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC"));
    return withClassPath(command, mainClass);
  }

  /** The same on one core, where the system can pin it. */
  public static List<String> pinnedTool(String mainClass) {
    int last = Runtime.getRuntime().availableProcessors() - 1;
    return onCores(Integer.toString(last), tool(mainClass));
  }

  /** Any command on all cores but the one of pinned tools, if there is another one. */
  public static List<String> besidePinnedTools(List<String> command) {
    int last = Runtime.getRuntime().availableProcessors() - 1;
    return last == 0 ? command : onCores("0-" + (last - 1), command);
  }

  private static List<String> onCores(String cores, List<String> command) {
    List<String> pinned = new ArrayList<>();
    if (Files.isExecutable(TASKSET)) {
      pinned.addAll(List.of(TASKSET.toString(), "-c", cores));
    }
    pinned.addAll(command);
    return pinned;
  }

  /** The JVM that runs this. */
  public static List<String> java() {
    return new ArrayList<>(
        List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
  }

  private static List<String> withClassPath(List<String> command, String mainClass) {
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    return command;
  }
}
