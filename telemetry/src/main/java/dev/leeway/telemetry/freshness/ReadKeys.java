package dev.leeway.telemetry.freshness;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The attribute names that are read for sources; those of all others need not be kept. */
final class ReadKeys {
  private static final Set<String> NAMES =
      Stream.of(
              SourceKeys.IDS,
              SourceKeys.ENVIRONMENTS,
              SourceKeys.AGENTS,
              ConsumerLags.GROUPS,
              MetricRules.IDS,
              List.of(MetricSources.RESULT))
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableSet());

  private ReadKeys() {}

  static boolean has(String key) {
    return key.startsWith(SourceKeys.PREFIX) || NAMES.contains(key);
  }
}
