package dev.leeway.webui.notify;

/** A credential that never shows itself in a log or a message. */
public record Secret(String value) {
  public static final Secret NONE = new Secret("");

  @Override
  public String toString() {
    return value.isEmpty() ? "" : "***";
  }
}
