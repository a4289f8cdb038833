package dev.leeway.kafka;

/**
 * What the broker answers to "would this work now?".
 *
 * @param state whether it serves
 * @param reason why it does not, in words; empty while it serves
 * @param diskBytesFree what the data directory's disk has left, -1 if that cannot be told
 */
public record BrokerCheck(State state, String reason, long diskBytesFree) {

  /** DEAD means that the broker ended itself; closing and starting again may bring it back. */
  public enum State {
    SERVING,
    DEAD,
    CLOSED
  }

  public boolean serving() {
    return state == State.SERVING;
  }
}
