package dev.leeway.webui.notify;

/** What a notification says of a finding. */
public enum NotificationEvent {
  FIRING,
  RESOLVED
}
