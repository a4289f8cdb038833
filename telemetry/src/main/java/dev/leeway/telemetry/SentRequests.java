package dev.leeway.telemetry;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers requests to models of which a record told, until another record tells of the response:
 * a call takes seconds, and a client's export of its records may fall between the two. A bounded
 * number of conversations and of requests in each. Not thread-safe.
 */
final class SentRequests {
  /** No time. */
  static final long UNKNOWN = -1;

  static final int CONVERSATIONS_MAX = 4096;
  static final int WAITING_MAX = 8;

  private final Map<Conversation, State> conversations = new Memo<>(CONVERSATIONS_MAX);
  private long forgotten;

  record Conversation(String tenant, String id) {}

  /**
   * A request to a model.
   *
   * @param span in which it was sent, where one was recorded
   */
  record Sent(long nanos, Optional<LogRequest.SpanKey> span) {}

  private static final class State {
    private final Deque<Sent> waiting = new ArrayDeque<>();
    private Optional<LogRequest.SpanKey> lastSeen = Optional.empty();
  }

  /** A request was sent; one that is told of again by a client's retry still waits once. */
  void add(Conversation conversation, Sent sent) {
    if (conversation.id().isEmpty()) {
      return;
    }
    State state = stateOf(conversation);
    state.lastSeen = sent.span();
    if (state.waiting.contains(sent)) {
      return;
    }
    state.waiting.addLast(sent);
    if (state.waiting.size() > WAITING_MAX) {
      state.waiting.removeFirst();
      forgotten++;
    }
  }

  /** A record of the conversation was written in a span. */
  void seen(Conversation conversation, LogRequest.SpanKey span) {
    if (!conversation.id().isEmpty()) {
      stateOf(conversation).lastSeen = Optional.of(span);
    }
  }

  /**
   * Takes the request that a response answers: that of the same span, else the one nearest to the
   * time when the call began, else the first that waits.
   *
   * @param startNanos when the response says that the call began, or {@link #UNKNOWN}
   */
  Optional<Sent> answered(
      Conversation conversation, Optional<LogRequest.SpanKey> span, long startNanos) {
    State state = conversations.get(conversation);
    if (state == null) {
      return Optional.empty();
    }
    Optional<Sent> found =
        span.isPresent()
            ? state.waiting.stream().filter(sent -> sent.span().equals(span)).findFirst()
            : Optional.empty();
    if (found.isEmpty()) {
      found = startNanos == UNKNOWN ? first(state) : nearest(state, startNanos);
    }
    found.ifPresent(state.waiting::removeFirstOccurrence);
    return found;
  }

  /** Where the latest record of the conversation that had a span was written. */
  Optional<LogRequest.SpanKey> lastSeen(Conversation conversation) {
    State state = conversations.get(conversation);
    return state == null ? Optional.empty() : state.lastSeen;
  }

  /** The user goes on: of what still waits no response will come. */
  void interrupted(Conversation conversation) {
    State state = conversations.get(conversation);
    if (state != null) {
      forgotten += state.waiting.size();
      state.waiting.clear();
    }
  }

  /** Requests that were forgotten before their response came. */
  long forgotten() {
    return forgotten;
  }

  private State stateOf(Conversation conversation) {
    State state = conversations.get(conversation);
    if (state == null) {
      state = new State();
      if (conversations.size() == CONVERSATIONS_MAX) {
        forgotten += conversations.values().iterator().next().waiting.size();
      }
      conversations.put(conversation, state);
    }
    return state;
  }

  private static Optional<Sent> first(State state) {
    return Optional.ofNullable(state.waiting.peekFirst());
  }

  private static Optional<Sent> nearest(State state, long startNanos) {
    return state.waiting.stream()
        .min(Comparator.comparingLong(sent -> Math.abs(sent.nanos() - startNanos)));
  }
}
