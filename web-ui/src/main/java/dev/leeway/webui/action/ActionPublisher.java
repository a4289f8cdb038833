package dev.leeway.webui.action;

/** Makes an action durable; returns only when it is. */
@FunctionalInterface
public interface ActionPublisher {
  /**
   * Publishes.
   *
   * @throws dev.leeway.webui.journal.JournalException when it is not certain that the action was
   *     taken
   */
  void publish(FindingAction action);
}
