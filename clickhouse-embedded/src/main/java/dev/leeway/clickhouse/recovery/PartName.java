package dev.leeway.clickhouse.recovery;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a MergeTree table by its name: {@code partition_firstBlock_lastBlock_level[_mutation]}.
 */
record PartName(String partition, long firstBlock, long lastBlock) {
  private static final Pattern NAME =
      Pattern.compile("([^_]+)_(\\d{1,18})_(\\d{1,18})_\\d+(?:_\\d+)?");

  /** Empty for folders that are no parts, such as temporary and detached ones. */
  static Optional<PartName> parse(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? Optional.of(
            new PartName(
                matcher.group(1),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }

  /** Whether this part holds, perhaps merged, what that one held. */
  boolean covers(PartName other) {
    return partition.equals(other.partition)
        && firstBlock <= other.firstBlock
        && lastBlock >= other.lastBlock;
  }
}
