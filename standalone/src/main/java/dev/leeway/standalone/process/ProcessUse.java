package dev.leeway.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a process has used, as Linux's {@code /proc} tells it (proc(5)).
 *
 * @param cpu user and system time since it started
 * @param residentBytes memory it holds now
 * @param residentBytesMax the most it has held
 */
public record ProcessUse(Duration cpu, long residentBytes, long residentBytesMax) {
  /** Ticks a second of {@code /proc/PID/stat}: 100 on every Linux that Java runs on. */
  private static final long TICKS_PER_SECOND = 100;

  private static final int UTIME = 11;
  private static final int STIME = 12;

  public static ProcessUse of(long pid) throws IOException {
    Path folder = Path.of("/proc", Long.toString(pid));
    String stat = Files.readString(folder.resolve("stat"));
    // The command's name may hold spaces; the fields behind it don't.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
    List<String> status = Files.readAllLines(folder.resolve("status"));
    return new ProcessUse(
        Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND),
        kilobytes(status, "VmRSS:") * 1024,
        kilobytes(status, "VmHWM:") * 1024);
  }

  private static long kilobytes(List<String> status, String key) {
    return status.stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
