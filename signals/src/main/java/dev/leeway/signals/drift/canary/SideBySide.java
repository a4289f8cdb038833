package dev.leeway.signals.drift.canary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Two versions' windows of one signal, laid beside each other in time.
 *
 * <p>A block is a window in which both have values, or as few neighbouring windows, within {@link
 * #BLOCK_MILLIS_MAX}, as it takes for both to have some. Where a block ends depends on how many
 * values came and never on which, so that what is tested over blocks is not bent by how they were
 * cut. What one version said while the other was silent for longer is left out and counted.
 *
 * @param blocks in order of time
 * @param baselineAlone values of the baseline that are in no block
 * @param candidateAlone likewise, of the candidate
 */
public record SideBySide(List<Block> blocks, long baselineAlone, long candidateAlone) {
  /** Longer apart, traffic and providers may have changed in between. */
  public static final long BLOCK_MILLIS_MAX = 900_000;

  public SideBySide {
    blocks = List.copyOf(blocks);
  }

  /**
   * Pairs windows.
   *
   * @param baseline arm per start of a window
   * @param candidate likewise
   * @param windowMillis length of all these windows
   */
  public static SideBySide of(
      SortedMap<Long, Arm> baseline, SortedMap<Long, Arm> candidate, long windowMillis) {
    SortedSet<Long> starts = new TreeSet<>(baseline.keySet());
    starts.addAll(candidate.keySet());
    List<Block> blocks = new ArrayList<>();
    List<Long> waiting = new ArrayList<>();
    for (long start : starts) {
      long end = start + windowMillis;
      waiting.removeIf(at -> end - at > Math.max(windowMillis, BLOCK_MILLIS_MAX));
      waiting.add(start);
      Arm a = sum(baseline, waiting);
      Arm b = sum(candidate, waiting);
      if (!a.isEmpty() && !b.isEmpty()) {
        blocks.add(new Block(waiting.getFirst(), end, a, b));
        waiting.clear();
      }
    }
    return new SideBySide(
        blocks,
        sum(baseline, baseline.keySet()).n() - baselineOf(blocks).n(),
        sum(candidate, candidate.keySet()).n() - candidateOf(blocks).n());
  }

  /**
   * The same of several routes, each paired by itself: versions are only ever compared on the same
   * route, so that a block says nothing of how their runs spread over routes.
   */
  public static SideBySide ofRoutes(Map<String, SideBySide> byRoute) {
    List<Block> blocks = new ArrayList<>();
    byRoute.forEach((route, values) -> values.blocks.forEach(block -> blocks.add(block.on(route))));
    blocks.sort(Comparator.comparingLong(Block::toMillis).thenComparing(Block::route));
    return new SideBySide(
        blocks,
        byRoute.values().stream().mapToLong(SideBySide::baselineAlone).sum(),
        byRoute.values().stream().mapToLong(SideBySide::candidateAlone).sum());
  }

  /**
   * The blocks of each route by themselves, the route whose first block is complete first before
   * the others, and of several at once by name; what is in no block is left out.
   */
  SequencedMap<String, SideBySide> byRoute() {
    SequencedMap<String, List<Block>> routes = new LinkedHashMap<>();
    blocks.stream()
        .sorted(Comparator.comparingLong(Block::toMillis).thenComparing(Block::route))
        .forEach(
            block -> routes.computeIfAbsent(block.route(), route -> new ArrayList<>()).add(block));
    SequencedMap<String, SideBySide> byRoute = new LinkedHashMap<>();
    routes.forEach((route, ofRoute) -> byRoute.put(route, new SideBySide(ofRoute, 0, 0)));
    return byRoute;
  }

  /** What the baseline said in all blocks. */
  public Arm baseline() {
    return baselineOf(blocks);
  }

  /** What the candidate said in all blocks. */
  public Arm candidate() {
    return candidateOf(blocks);
  }

  private static Arm baselineOf(List<Block> blocks) {
    return blocks.stream().map(Block::baseline).reduce(Arm.EMPTY, Arm::plus);
  }

  private static Arm candidateOf(List<Block> blocks) {
    return blocks.stream().map(Block::candidate).reduce(Arm.EMPTY, Arm::plus);
  }

  private static Arm sum(SortedMap<Long, Arm> arms, Iterable<Long> starts) {
    Arm sum = Arm.EMPTY;
    for (long start : starts) {
      sum = sum.plus(arms.getOrDefault(start, Arm.EMPTY));
    }
    return sum;
  }
}
