package dev.leeway.webui.notify;

/** How one attempt to deliver ended. */
sealed interface Delivery {
  record Delivered() implements Delivery {}

  /**
   * Not delivered.
   *
   * @param retryable whether another attempt may fare better
   */
  record NotDelivered(String reason, boolean retryable) implements Delivery {}
}
