package dev.leeway.storage.query;

import dev.leeway.signals.source.SourceFacts;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A data source in one environment, as far as it is known.
 *
 * @param environment empty where nobody said one
 * @param uses how often agents used it in the range that was asked for
 * @param oldestDocumentAt of the documents that were found in it in the range
 * @param rows of the newest update that told
 * @param consumer who is behind, where a lag is known
 * @param detail what was last said about it, such as an error
 */
public record KnownSource(
    String id,
    String type,
    String environment,
    SourceFacts facts,
    String version,
    Set<String> carriers,
    Set<String> agents,
    long uses,
    @Nullable Instant oldestDocumentAt,
    @Nullable Long rows,
    @Nullable Double nullShare,
    @Nullable Double lagSeconds,
    @Nullable Double lagRecords,
    String consumer,
    String detail,
    Instant lastSeenAt,
    List<AgePoint> ages) {

  /** How old the newest data was when it was used or measured, the greatest of a step. */
  public record AgePoint(Instant at, double seconds) {}

  public KnownSource {
    carriers = Set.copyOf(carriers);
    agents = Set.copyOf(agents);
    ages = List.copyOf(ages);
  }

  /** With what a pipeline said of the source for all environments. */
  KnownSource with(KnownSource everywhere) {
    boolean newer = everywhere.lastSeenAt.isAfter(lastSeenAt);
    return new KnownSource(
        id,
        type.isEmpty() ? everywhere.type : type,
        environment,
        facts.and(everywhere.facts),
        everywhere.version.isEmpty() ? version : everywhere.version,
        union(carriers, everywhere.carriers),
        union(agents, everywhere.agents),
        uses + everywhere.uses,
        oldestDocumentAt,
        everywhere.rows == null ? rows : everywhere.rows,
        everywhere.nullShare == null ? nullShare : everywhere.nullShare,
        everywhere.lagSeconds == null ? lagSeconds : everywhere.lagSeconds,
        everywhere.lagRecords == null ? lagRecords : everywhere.lagRecords,
        everywhere.consumer.isEmpty() ? consumer : everywhere.consumer,
        everywhere.detail.isEmpty() ? detail : everywhere.detail,
        newer ? everywhere.lastSeenAt : lastSeenAt,
        ages.isEmpty() ? everywhere.ages : ages);
  }

  KnownSource with(List<AgePoint> newAges) {
    return new KnownSource(
        id,
        type,
        environment,
        facts,
        version,
        carriers,
        agents,
        uses,
        oldestDocumentAt,
        rows,
        nullShare,
        lagSeconds,
        lagRecords,
        consumer,
        detail,
        lastSeenAt,
        newAges);
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> both = new TreeSet<>(one);
    both.addAll(other);
    return both;
  }
}
