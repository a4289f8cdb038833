package dev.leeway.signals.run;

import static dev.leeway.signals.run.TraceTree.NONE;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls of a trace: which spans are one call seen by several instrumentations, how often each
 * was tried, and which of them repeats a failed one.
 *
 * <p>A call is the outermost of spans of one kind (and one tool) that wrap each other directly or
 * over HTTP, DB and unknown spans, or the earlier of {@link TwinCalls}. Its attempts are the most
 * that anything in it says: a resend count, or failed inner tries and the one that succeeded. A
 * call that begins after a failed one of the same dependency ended, under the same parent, is a
 * retry of it.
 */
final class CallTree {
  private final TraceTree tree;
  private final int[] call;
  private final int[] attempts;
  private final boolean[] retry;

  /** The first part of each call, and of each part the next one: chains by start time. */
  private final int[] firstPart;

  private final int[] nextPart;

  CallTree(TraceTree tree, RunSplit split, TwinCalls twins) {
    this.tree = tree;
    this.call = new int[tree.size()];
    boolean[] wraps = findCalls(twins);
    this.attempts = countAttempts(wraps);
    this.retry = findRetries(split);
    this.firstPart = new int[tree.size()];
    this.nextPart = new int[tree.size()];
    chainParts(split);
  }

  /** Whether the span is a call, and not one that another span of the same call wraps. */
  boolean isCall(int index) {
    return call[index] == index;
  }

  /** The further spans of the same run that are parts of the call, by start time. */
  List<AgentEvent> partsOf(int index) {
    if (firstPart[index] == NONE) {
      return List.of();
    }
    List<AgentEvent> parts = new ArrayList<>();
    for (int part = firstPart[index]; part != NONE; part = nextPart[part]) {
      parts.add(tree.span(part));
    }
    return parts;
  }

  /** How often the call was tried, at least 1. */
  int attempts(int index) {
    return attempts[index];
  }

  /** Whether the call repeats a failed one, so that both are one logical call. */
  boolean retry(int index) {
    return retry[index];
  }

  private boolean[] findCalls(TwinCalls twins) {
    Arrays.fill(call, NONE);
    int[] solidAbove = new int[tree.size()];
    boolean[] wraps = new boolean[tree.size()];
    for (int i : tree.topDown()) {
      int parent = tree.parent(i);
      AgentEvent event = tree.span(i);
      if (parent == NONE) {
        solidAbove[i] = NONE;
      } else {
        solidAbove[i] = tree.span(parent).kind().isTransport() ? solidAbove[parent] : parent;
      }
      if (event.kind().isCall()) {
        int above = solidAbove[i];
        boolean wrapped = above != NONE && same(tree.span(above), event);
        int wrapper = wrapped ? above : earlierTwin(twins, i);
        call[i] = wrapper == NONE ? i : call[wrapper];
        if (wrapper != NONE) {
          wraps[wrapper] = true;
        }
      } else {
        call[i] = event.kind().isTransport() && parent != NONE ? call[parent] : NONE;
      }
    }
    return wraps;
  }

  /** The twin, if it has already been found to be a call. */
  private int earlierTwin(TwinCalls twins, int index) {
    int twin = twins.twinOf(index);
    return twin != NONE && call[twin] != NONE ? twin : NONE;
  }

  private static boolean same(AgentEvent outer, AgentEvent inner) {
    if (outer.kind() != inner.kind()) {
      return false;
    }
    String outerTool = outer.tool().name();
    String innerTool = inner.tool().name();
    return outer.kind() != EventKind.TOOL
        || outerTool.isEmpty()
        || innerTool.isEmpty()
        || outerTool.equals(innerTool);
  }

  private int[] countAttempts(boolean[] wraps) {
    Tries inner = new Tries(tree.size());
    Tries http = new Tries(tree.size());
    int[] most = new int[tree.size()];
    for (int i = 0; i < tree.size(); i++) {
      int of = call[i];
      AgentEvent event = tree.span(i);
      if (of == NONE) {
        continue;
      }
      most[of] = Math.max(most[of], event.attempts());
      if (event.kind() == EventKind.HTTP) {
        http.add(of, event);
      } else if (of != i && !wraps[i] && event.kind().isCall()) {
        inner.add(of, event);
      }
    }
    for (int i = 0; i < tree.size(); i++) {
      most[i] = Math.max(most[i], Math.max(inner.attempts(i), http.attempts(i)));
    }
    return most;
  }

  private boolean[] findRetries(RunSplit split) {
    boolean[] retries = new boolean[tree.size()];
    Map<Sibling, AgentEvent> before = new HashMap<>();
    for (int i = 0; i < tree.size(); i++) {
      if (!isCall(i)) {
        continue;
      }
      AgentEvent event = tree.span(i);
      AgentEvent previous =
          before.put(new Sibling(split.runOf(i), tree.parent(i), Dependency.ofCall(event)), event);
      retries[i] =
          previous != null
              && previous.failed()
              && event.startNanos() >= previous.startNanos() + previous.durationNanos();
    }
    return retries;
  }

  private void chainParts(RunSplit split) {
    Arrays.fill(firstPart, NONE);
    for (int i = tree.size() - 1; i >= 0; i--) {
      int of = call[i];
      if (of != NONE && of != i && split.runOf(of) == split.runOf(i)) {
        nextPart[i] = firstPart[of];
        firstPart[of] = i;
      }
    }
  }

  private record Sibling(int run, int parent, Dependency dependency) {}

  /** Failed tries inside of each call, and whether one succeeded. */
  private static final class Tries {
    private final int[] failed;
    private final boolean[] succeeded;

    Tries(int size) {
      failed = new int[size];
      succeeded = new boolean[size];
    }

    void add(int call, AgentEvent event) {
      if (event.failed()) {
        failed[call]++;
      } else {
        succeeded[call] = true;
      }
    }

    int attempts(int call) {
      return failed[call] + (succeeded[call] ? 1 : 0);
    }
  }
}
