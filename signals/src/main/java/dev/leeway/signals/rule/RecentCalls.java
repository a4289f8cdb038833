package dev.leeway.signals.rule;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Hashes;
import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The latest tool calls of a trace by start time: enough to see an unbroken row of calls of one
 * tool, and that two spans are one call. Not thread-safe.
 */
final class RecentCalls {
  /** So many are remembered. */
  static final int SIZE_MAX = 64;

  private static final Comparator<Call> BY_TIME =
      Comparator.comparingLong(Call::startMillis).thenComparingLong(Call::spanId);

  private final List<Call> calls = new ArrayList<>();

  /**
   * Remembers a tool call.
   *
   * @return whether it is a call of its own, and not the parent or child of one that is known: a
   *     framework and an SDK that both report it, or both ends of a connection
   */
  boolean add(AgentEvent event) {
    long tool = toolOf(event);
    boolean known =
        calls.stream()
            .anyMatch(call ->
                call.tool == tool
                    && (call.spanId == event.parentSpanId()
                        || call.parentSpanId == event.spanId()));
    Part part =
        known
            ? Part.WRAPPED
            : event.tool().argumentsHash() == 0 ? Part.UNSEEN_ARGUMENTS : Part.SEEN_ARGUMENTS;
    Call call =
        new Call(
            event.startMillis(),
            event.endMillis(),
            event.spanId(),
            event.parentSpanId(),
            tool,
            part);
    int at = calls.size();
    while (at > 0 && BY_TIME.compare(calls.get(at - 1), call) > 0) {
      at--;
    }
    calls.add(at, call);
    if (calls.size() > SIZE_MAX) {
      calls.removeFirst();
    }
    return !known;
  }

  /**
   * The unbroken row around an event that was just added: calls of its tool whose arguments were
   * not captured, with no other call between. Empty if the event is older than all that is
   * remembered.
   */
  List<Call> rowAround(AgentEvent event) {
    long tool = toolOf(event);
    List<Call> row = new ArrayList<>();
    boolean within = false;
    for (Call call : calls) {
      if (call.part == Part.WRAPPED) {
        continue;
      }
      if (call.part == Part.UNSEEN_ARGUMENTS && call.tool == tool) {
        row.add(call);
        within |= call.spanId == event.spanId();
      } else if (within) {
        return row;
      } else {
        row.clear();
      }
    }
    return within ? row : List.of();
  }

  void write(StateWriter out) {
    out.count(calls.size());
    for (Call call : calls) {
      out.signed(call.startMillis).signed(call.endMillis - call.startMillis);
      out.word(call.spanId).word(call.parentSpanId).word(call.tool).text(call.part.name());
    }
  }

  static RecentCalls read(StateReader in) {
    RecentCalls recent = new RecentCalls();
    for (int left = in.size(); left > 0; left--) {
      long startMillis = in.signed();
      recent.calls.add(
          new Call(
              startMillis,
              startMillis + in.signed(),
              in.word(),
              in.word(),
              in.word(),
              in.named(Part.class)));
    }
    return recent;
  }

  private static long toolOf(AgentEvent event) {
    return Hashes.hash64(event.source().agentName() + '\0' + event.tool().name());
  }

  /** What a remembered span is to a row of calls. */
  enum Part {
    /** It breaks every row. */
    SEEN_ARGUMENTS,
    /** It makes the rows of its tool. */
    UNSEEN_ARGUMENTS,
    /** It is another span of a call that is known: neither. */
    WRAPPED
  }

  /**
   * A tool call that is remembered.
   *
   * @param tool hash of agent and tool
   */
  record Call(
      long startMillis, long endMillis, long spanId, long parentSpanId, long tool, Part part) {}
}
