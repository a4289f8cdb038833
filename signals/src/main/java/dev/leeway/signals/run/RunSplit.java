package dev.leeway.signals.run;

import static dev.leeway.signals.run.TraceTree.NONE;

import dev.leeway.signals.event.AgentEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which run each span of a trace belongs to.
 *
 * <p>A run is a topmost AGENT or WORKFLOW span with all below it. A trace without one is a single
 * run: its root's (the earliest of several), else its own. In a trace with runs, spans above a run
 * belong to none; whatever else is outside, such as an orphan whose parent was lost, joins the only
 * run, or else the one nearest in time, together with all below it.
 */
final class RunSplit {
  /** The run of a trace without any root. */
  static final int ROOTLESS = -2;

  private final int[] run;
  private final List<Integer> roots;

  private RunSplit(int[] run, List<Integer> roots) {
    this.run = run;
    this.roots = List.copyOf(roots);
  }

  static RunSplit of(TraceTree tree) {
    int[] run = new int[tree.size()];
    Arrays.fill(run, NONE);
    List<Integer> roots = new ArrayList<>();
    for (int i : tree.topDown()) {
      int above = tree.parent(i) == NONE ? NONE : run[tree.parent(i)];
      if (above != NONE) {
        run[i] = above;
      } else if (tree.span(i).kind().startsRun()) {
        run[i] = i;
        roots.add(i);
      }
    }
    if (roots.isEmpty()) {
      int root = earliestRoot(tree);
      Arrays.fill(run, root);
      return new RunSplit(run, List.of(root));
    }
    roots.sort(null);
    adoptOutsiders(tree, run, roots);
    return new RunSplit(run, roots);
  }

  /** The runs, each known by the index of its root or as {@link #ROOTLESS}, ascending. */
  List<Integer> roots() {
    return roots;
  }

  /** The run of a span, or {@link TraceTree#NONE}. */
  int runOf(int index) {
    return run[index];
  }

  private static int earliestRoot(TraceTree tree) {
    for (int i = 0; i < tree.size(); i++) {
      if (tree.span(i).isRoot()) {
        return i;
      }
    }
    return ROOTLESS;
  }

  private static void adoptOutsiders(TraceTree tree, int[] run, List<Integer> roots) {
    boolean[] aboveRun = new boolean[tree.size()];
    for (int root : roots) {
      for (int at = tree.parent(root); at != NONE && !aboveRun[at]; at = tree.parent(at)) {
        aboveRun[at] = true;
      }
    }
    for (int i : tree.topDown()) {
      if (run[i] != NONE || aboveRun[i]) {
        continue;
      }
      int parent = tree.parent(i);
      run[i] = parent == NONE || aboveRun[parent] ? nearest(tree, roots, i) : run[parent];
    }
  }

  /** Of runs equally near, the one that started last before the span, then the first. */
  private static int nearest(TraceTree tree, List<Integer> roots, int outsider) {
    long at = tree.span(outsider).startNanos();
    int nearest = roots.getFirst();
    for (int root : roots) {
      long gain = distance(tree.span(nearest), at) - distance(tree.span(root), at);
      boolean later =
          tree.span(root).startNanos() <= at
              && tree.span(root).startNanos() > tree.span(nearest).startNanos();
      if (gain > 0 || (gain == 0 && later)) {
        nearest = root;
      }
    }
    return nearest;
  }

  private static long distance(AgentEvent root, long at) {
    if (at < root.startNanos()) {
      return root.startNanos() - at;
    }
    return Math.max(0, at - (root.startNanos() + root.durationNanos()));
  }
}
