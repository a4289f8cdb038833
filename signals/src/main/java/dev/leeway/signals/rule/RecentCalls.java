package dev.leeway.signals.rule;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The latest tool calls of a trace by start time: enough to see an unbroken row of calls of one
 * tool, a few calls in turn, and that two spans are one call. Not thread-safe.
 */
final class RecentCalls {
  /** So many are remembered. */
  static final int SIZE_MAX = 64;

  private static final int PERIOD_MIN = 2;
  private static final int PERIOD_MAX = 4;

  private static final Comparator<Call> BY_TIME =
      Comparator.comparingLong(Call::startMillis).thenComparingLong(Call::spanId);

  private final List<Call> calls = new ArrayList<>();

  /**
   * Whether the span is no call of its own, but the parent or child of one that is known: a
   * framework and an SDK that both report it, or both ends of a connection.
   */
  boolean knows(AgentEvent event, long tool) {
    for (Call call : calls) {
      boolean kin = call.spanId == event.parentSpanId() || call.parentSpanId == event.spanId();
      if (kin && call.tool == tool) {
        return true;
      }
    }
    return false;
  }

  /**
   * Remembers a tool call.
   *
   * @param tool hash of its tool's name
   * @param identity equal for calls with the same or nearly the same arguments; 0 where they are
   *     not known
   * @param news whether its result was another than that of such a call before
   */
  void add(AgentEvent event, long tool, Part part, long identity, boolean news) {
    Call call =
        new Call(
            event.startMillis(),
            event.endMillis(),
            event.spanId(),
            event.parentSpanId(),
            tool,
            part,
            identity,
            news);
    int at = calls.size();
    while (at > 0 && BY_TIME.compare(calls.get(at - 1), call) > 0) {
      at--;
    }
    calls.add(at, call);
    if (calls.size() > SIZE_MAX) {
      calls.removeFirst();
    }
  }

  /**
   * The unbroken row around an event that was just added: calls of its tool whose arguments were
   * not captured, with no other call between. Empty if the event is older than all that is
   * remembered.
   */
  List<Call> rowAround(AgentEvent event, long tool) {
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

  /**
   * The longest row around an event that was just added in which two to four different calls come
   * in turn, without news from the second round on. Its first calls are the first round.
   */
  Turns turnsAround(AgentEvent event) {
    List<Call> seen = new ArrayList<>(calls.size());
    int at = -1;
    for (Call call : calls) {
      if (call.part == Part.SEEN_ARGUMENTS) {
        at = at < 0 && call.spanId == event.spanId() ? seen.size() : at;
        seen.add(call);
      }
    }
    Turns best = Turns.NONE;
    if (at < 0) {
      return best;
    }
    for (int period = PERIOD_MIN; period <= PERIOD_MAX; period++) {
      Turns found = turnsAround(seen, at, period);
      best = found.rounds > best.rounds ? found : best;
    }
    return best;
  }

  private static Turns turnsAround(List<Call> seen, int at, int period) {
    int from = at;
    while (from - period >= 0 && repeats(seen, from, period)) {
      from--;
    }
    int to = at;
    while (to + 1 < seen.size() && to + 1 >= period && repeats(seen, to + 1, period)) {
      to++;
    }
    // Each call from here to there equals the one a period before it; those are in the row too.
    int first = Math.max(0, from + 1 - period);
    boolean rising = from < to || (at >= period && repeats(seen, at, period));
    if (!rising) {
      return Turns.NONE;
    }
    List<Call> row = seen.subList(first, to + 1);
    boolean all =
        row.subList(0, Math.min(period, row.size())).stream().map(Call::identity).distinct().count()
            == period;
    return all ? new Turns(row.size() / period, row) : Turns.NONE;
  }

  private static boolean repeats(List<Call> seen, int at, int period) {
    if (at < period) {
      return false;
    }
    Call call = seen.get(at);
    return call.identity == seen.get(at - period).identity && !call.news;
  }

  void write(StateWriter out) {
    out.count(calls.size());
    for (Call call : calls) {
      out.signed(call.startMillis).signed(call.endMillis - call.startMillis);
      out.word(call.spanId).word(call.parentSpanId).word(call.tool).text(call.part.name());
      if (call.part == Part.SEEN_ARGUMENTS) {
        out.word(call.identity).octet(call.news ? 1 : 0);
      }
    }
  }

  /** Of version 1, which knew no identities. */
  static RecentCalls readFirst(StateReader in) {
    return read(in, false);
  }

  static RecentCalls read(StateReader in) {
    return read(in, true);
  }

  private static RecentCalls read(StateReader in, boolean identities) {
    RecentCalls recent = new RecentCalls();
    for (int left = in.size(); left > 0; left--) {
      long startMillis = in.signed();
      long endMillis = startMillis + in.signed();
      long spanId = in.word();
      long parentSpanId = in.word();
      long tool = in.word();
      Part part = in.named(Part.class);
      boolean known = identities && part == Part.SEEN_ARGUMENTS;
      recent.calls.add(
          new Call(
              startMillis,
              endMillis,
              spanId,
              parentSpanId,
              tool,
              part,
              known ? in.word() : spanId,
              known && in.octet() == 1));
    }
    return recent;
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
   * @param tool hash of the tool's name
   */
  record Call(
      long startMillis,
      long endMillis,
      long spanId,
      long parentSpanId,
      long tool,
      Part part,
      long identity,
      boolean news) {}

  /** Calls in turn: how many whole rounds, and the calls by time. */
  record Turns(int rounds, List<Call> calls) {
    private static final Turns NONE = new Turns(0, List.of());

    Turns {
      calls = List.copyOf(calls);
    }
  }
}
