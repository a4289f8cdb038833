package dev.leeway.webui.canary;

import dev.leeway.storage.query.SeenVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which two versions are compared.
 *
 * @param baseline empty where there is none
 * @param candidate likewise
 */
record VersionPair(String baseline, String candidate) {

  /**
   * As asked; else the newest version, against that which was seen for the first time before it.
   *
   * @param seen versions of the agent, the newest first
   */
  static VersionPair of(String baseline, String candidate, List<SeenVersion> seen) {
    if (!baseline.isEmpty() && baseline.equals(candidate)) {
      throw new IllegalArgumentException(
          "expected two versions, came " + candidate + " as baseline and as candidate");
    }
    List<String> names = seen.stream().map(SeenVersion::version).toList();
    String newer =
        candidate.isEmpty()
            ? names.stream().filter(name -> !name.equals(baseline)).findFirst().orElse("")
            : candidate;
    List<String> older = names.subList(names.indexOf(newer) + 1, names.size());
    return new VersionPair(
        baseline.isEmpty() ? older.stream().findFirst().orElse("") : baseline, newer);
  }

  boolean complete() {
    return !baseline.isEmpty() && !candidate.isEmpty();
  }

  /** Why there is nothing to read. */
  String missing() {
    if (complete()) {
      return "nothing of the time in which both ran has settled yet: ask again in two minutes";
    }
    return candidate.isEmpty()
        ? "no version of this agent is known: set gen_ai.agent.version or service.version"
        : "only one version was seen, " + candidate + ": there is nothing to compare it with";
  }

  /** The later of both first sights; empty where one of them was never seen. */
  Optional<Instant> bothSeenFrom(List<SeenVersion> seen) {
    Optional<Instant> first = firstSeen(baseline, seen);
    Optional<Instant> second = firstSeen(candidate, seen);
    return first.flatMap(a -> second.map(b -> a.isAfter(b) ? a : b));
  }

  private static Optional<Instant> firstSeen(String version, List<SeenVersion> seen) {
    return seen.stream()
        .filter(one -> one.version().equals(version))
        .map(SeenVersion::firstSeenAt)
        .findFirst();
  }
}
