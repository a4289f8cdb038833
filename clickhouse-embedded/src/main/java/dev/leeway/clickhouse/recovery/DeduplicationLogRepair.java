package dev.leeway.clickhouse.recovery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes back what a killed engine noted as inserted and did not insert.
 *
 * <p>A MergeTree table writes a block's token to its deduplication log first and gives the part its
 * final name afterwards. A kill in between leaves a token without rows, and the client's retry with
 * that token would be thrown away as a repetition: acknowledged, and lost. So before the engine
 * opens a directory, each of the newest entries whose part exists neither by itself nor within a
 * merged one gets the log's own record of removal.
 *
 * <p>Must run while nobody has the directory open, and may run on a healthy one.
 */
public final class DeduplicationLogRepair {
  /** In flight at a kill are a few parts per write connection; older entries are settled. */
  private static final int NEWEST = 256;

  private static final int DEPTH = 5;
  private static final String FOLDER = "deduplication_logs";
  private static final Pattern FILE = Pattern.compile("deduplication_log_(\\d{1,9})\\.txt");
  private static final String ADDED = "1";
  private static final String REMOVED = "2";

  private DeduplicationLogRepair() {}

  /** Repairs all tables of a data directory; returns how many entries were taken back. */
  public static int repair(Path dataDirectory) throws IOException {
    int takenBack = 0;
    for (Path logs : logFolders(dataDirectory)) {
      takenBack += repairTable(logs);
    }
    return takenBack;
  }

  private static List<Path> logFolders(Path dataDirectory) throws IOException {
    if (!Files.isDirectory(dataDirectory)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(dataDirectory, DEPTH)) {
      return paths.filter(path -> path.endsWith(FOLDER) && Files.isDirectory(path)).toList();
    }
  }

  private static int repairTable(Path logs) throws IOException {
    List<Path> files = filesOf(logs);
    if (files.isEmpty()) {
      return 0;
    }
    cutTornLine(files.getLast());
    List<PartName> parts = partsOf(logs.resolve("..").normalize());
    StringBuilder removals = new StringBuilder();
    int takenBack = 0;
    for (Entry entry : newestAdded(files)) {
      Optional<PartName> part = PartName.parse(entry.part());
      if (part.isPresent() && parts.stream().noneMatch(other -> other.covers(part.get()))) {
        removals.append(REMOVED).append('\t').append(entry.part()).append('\t');
        removals.append(entry.block()).append('\n');
        takenBack++;
      }
    }
    if (takenBack > 0) {
      Files.writeString(files.getLast(), removals, StandardOpenOption.APPEND);
    }
    return takenBack;
  }

  /** The log's files, oldest first. */
  private static List<Path> filesOf(Path logs) throws IOException {
    try (Stream<Path> files = Files.list(logs)) {
      return files
          .filter(file -> FILE.matcher(file.getFileName().toString()).matches())
          .sorted(Comparator.comparingInt(DeduplicationLogRepair::numberOf))
          .toList();
    }
  }

  private static int numberOf(Path file) {
    Matcher matcher = FILE.matcher(file.getFileName().toString());
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  /** A part is named only after its whole line is written, so half a line stands for no part. */
  private static void cutTornLine(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    if (end < bytes.length) {
      Files.writeString(file, new String(bytes, 0, end, StandardCharsets.UTF_8));
    }
  }

  private static List<PartName> partsOf(Path table) throws IOException {
    try (Stream<Path> folders = Files.list(table)) {
      return folders
          .flatMap(path -> PartName.parse(path.getFileName().toString()).stream())
          .toList();
    }
  }

  /** Entries that were added, not removed since, and are among the newest. */
  private static List<Entry> newestAdded(List<Path> files) throws IOException {
    Deque<Entry> newest = new ArrayDeque<>();
    for (Path file : files) {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        String[] fields = line.split("\t", 3);
        if (fields.length < 3) {
          continue;
        }
        Entry entry = new Entry(fields[1], fields[2]);
        newest.removeIf(other -> other.block().equals(entry.block()));
        if (fields[0].equals(ADDED)) {
          newest.addLast(entry);
        }
        if (newest.size() > NEWEST) {
          newest.removeFirst();
        }
      }
    }
    return new ArrayList<>(newest);
  }

  private record Entry(String part, String block) {}
}
